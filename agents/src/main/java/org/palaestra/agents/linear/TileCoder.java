package org.palaestra.agents.linear;

import org.palaestra.space.Box;

/**
 * Tile coding (Albus, 1971; Sutton and Barto, 2018, section 9.5.4): several grids lie over the
 * space, each displaced by a part of a tile, and a point is known by the tile of each grid that it
 * lies in. Of n grids, the t-th is displaced by t · (1, 3, 5, …) n-ths of a tile (Miller and Glanz,
 * 1996), so that no direction is preferred.
 *
 * <p>A number without bounds is squashed first, x to x / (1 + |x|), which lies between −1 and 1, so
 * that tiles are narrow around 0 and the last one has no end; one with a single bound b likewise,
 * as the distance x − b, from 0 on.
 *
 * <p>Features are numbered one after another if {@code memory} allows, else by a hash of the tile.
 */
final class TileCoder {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int tilings;
  private final int dimensions;
  private final float[] low; // [D] the space's or a person's, perhaps infinite
  private final float[] high; // [D] likewise
  private final double[] from; // [D] where grids begin, squashed where that is infinite
  private final double[] scale; // [D] n-ths of a tile for each unit
  private final int[] fine; // [D] n-ths of a tile in all
  private final int[]
      extent; // [D] tiles of a grid, one more than asked for, as grids are displaced
  private final int features;
  private final boolean exact;
  private final int[] place; // [D] in n-ths of a tile

  TileCoder(Box box, TileSettings settings) {
    tilings = settings.tilings();
    dimensions = box.size();
    low = settings.lows(box);
    high = settings.highs(box);
    from = new double[dimensions];
    int[] counts = settings.counts(box);
    scale = new double[dimensions];
    fine = new int[dimensions];
    extent = new int[dimensions];
    place = new int[dimensions];
    double all = tilings;
    for (int i = 0; i < dimensions; i++) {
      if (!(low[i] < high[i])) {
        throw new IllegalArgumentException(
            "tiles.low must lie below tiles.high, got %s and %s".formatted(low[i], high[i]));
      }
      fine[i] = counts[i] * tilings;
      from[i] = squash(low[i], i);
      scale[i] = fine[i] / (squash(high[i], i) - from[i]);
      extent[i] = counts[i] + 1;
      all *= extent[i];
    }
    exact = all <= settings.memory();
    features = exact ? (int) all : settings.memory();
  }

  /** Number of grids, and so of features that a point has. */
  int tilings() {
    return tilings;
  }

  /** Number of features in all. */
  int features() {
    return features;
  }

  /**
   * Finds the features of a point.
   *
   * @param out receives {@link #tilings()} numbers of features from {@code at} on
   */
  void encode(float[] observations, int offset, int[] out, int at) {
    for (int i = 0; i < dimensions; i++) {
      double along = (squash(observations[offset + i], i) - from[i]) * scale[i];
      // The far end belongs to the last tile; NaN, which has no place, becomes 0.
      place[i] = (int) Math.max(0, Math.min(fine[i] - 1, Math.floor(along)));
    }
    for (int t = 0; t < tilings; t++) {
      long index = t;
      for (int i = 0; i < dimensions; i++) {
        int shift = t * (2 * i + 1) % tilings;
        int tile = (place[i] + shift) / tilings;
        index = exact ? index * extent[i] + tile : mix(index, tile);
      }
      out[at + t] = exact ? (int) index : (int) Long.remainderUnsigned(index, features);
    }
  }

  private double squash(float x, int i) {
    boolean begins = Float.isFinite(low[i]);
    boolean ends = Float.isFinite(high[i]);
    if (begins && ends) {
      return x;
    }
    double distance =
        begins ? Math.max(0, (double) x - low[i]) : ends ? Math.min(0, (double) x - high[i]) : x;
    return Double.isInfinite(distance)
        ? Math.signum(distance)
        : distance / (1 + Math.abs(distance));
  }

  private static long mix(long hash, int tile) {
    long h = (hash + tile + 1) * MULTIPLIER;
    return h ^ (h >>> 32);
  }
}
