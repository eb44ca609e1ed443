package org.palaestra.view;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;

/**
 * The 255 colours that a recording makes do with; one index more stands for no change.
 *
 * <p>64 of them are spread evenly, four levels to a channel, so that a colour that turns up late is
 * at most 43 levels off in each. The others are chosen from sample frames, one after another, each
 * the colour by which the squared error of the samples falls most. Flat colours are thus kept
 * exactly, the largest areas first, and the blends along anti-aliased edges share what is left.
 */
final class Palette {

  static final int SIZE = 255;

  /** The index of a pixel that stays as it is. */
  static final int TRANSPARENT = SIZE;

  private static final int LEVELS = 4;
  private static final int BITS = 5; // of each channel, for counting
  private static final int CACHE_BITS = 16;

  private final int[] colors = new int[SIZE];
  private int chosen;

  // Answers given before: colour → index, at a slot that the colour's hash names.
  private final int[] cachedColor = new int[1 << CACHE_BITS];
  private final byte[] cachedIndex = new byte[1 << CACHE_BITS];

  /**
   * Chooses the colours.
   *
   * @param frames pixels as {@code 0xRRGGBB}; higher bits are ignored
   */
  Palette(List<int[]> frames) {
    for (int i = 0; i < LEVELS * LEVELS * LEVELS; i++) {
      colors[chosen++] =
          level(i / (LEVELS * LEVELS)) << 16 | level(i / LEVELS % LEVELS) << 8 | level(i % LEVELS);
    }
    chooseFrom(new Census(frames));
    Arrays.fill(cachedColor, -1); // no colour
  }

  private static int level(int i) {
    return (255 * i + (LEVELS - 1) / 2) / (LEVELS - 1);
  }

  private void chooseFrom(Census census) {
    int bins = census.colors.length;
    int[] distance = new int[bins]; // to the nearest colour chosen so far
    for (int bin = 0; bin < bins; bin++) {
      distance[bin] = distance(colors[nearest(census.colors[bin])], census.colors[bin]);
    }
    while (chosen < SIZE) {
      int worst = -1;
      long worstError = 0;
      for (int bin = 0; bin < bins; bin++) {
        long error = census.counts[bin] * distance[bin];
        if (error > worstError) {
          worst = bin;
          worstError = error;
        }
      }
      if (worst < 0) {
        return; // every sample is met exactly; what is left stays black
      }
      int color = census.colors[worst];
      colors[chosen++] = color;
      for (int bin = 0; bin < bins; bin++) {
        distance[bin] = Math.min(distance[bin], distance(color, census.colors[bin]));
      }
    }
  }

  /** The index of the colour nearest to {@code rgb}; higher bits are ignored. */
  byte index(int rgb) {
    int color = rgb & 0xFFFFFF;
    int slot = (color * 0x9E3779B1) >>> (32 - CACHE_BITS);
    if (cachedColor[slot] != color) {
      cachedIndex[slot] = (byte) nearest(color);
      cachedColor[slot] = color;
    }
    return cachedIndex[slot];
  }

  private int nearest(int color) {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int i = 0; i < chosen; i++) {
      int distance = distance(colors[i], color);
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16) - (b >> 16);
    int green = ((a >> 8) & 0xFF) - ((b >> 8) & 0xFF);
    int blue = (a & 0xFF) - (b & 0xFF);
    return red * red + green * green + blue * blue;
  }

  IndexColorModel colorModel() {
    return new IndexColorModel(
        8, SIZE + 1, Arrays.copyOf(colors, SIZE + 1), 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  /**
   * Counts similar colours together and lets each group be spoken for by the colour that Boyer and
   * Moore's vote finds: that of the majority, if there is one, so that a flat area's colour comes
   * through unmixed.
   */
  private static final class Census {

    final int[] colors;
    final long[] counts;

    Census(List<int[]> frames) {
      long[] count = new long[1 << (3 * BITS)];
      int[] candidate = new int[count.length];
      int[] votes = new int[count.length];
      for (int[] frame : frames) {
        for (int pixel : frame) {
          int color = pixel & 0xFFFFFF;
          int bin = ((color >> 9) & 0x7C00) | ((color >> 6) & 0x03E0) | ((color >> 3) & 0x001F);
          count[bin]++;
          if (votes[bin] == 0) {
            candidate[bin] = color;
            votes[bin] = 1;
          } else {
            votes[bin] += candidate[bin] == color ? 1 : -1;
          }
        }
      }
      int used = 0;
      for (int bin = 0; bin < count.length; bin++) {
        if (count[bin] > 0) {
          candidate[used] = candidate[bin];
          count[used] = count[bin];
          used++;
        }
      }
      colors = Arrays.copyOf(candidate, used);
      counts = Arrays.copyOf(count, used);
    }
  }
}
