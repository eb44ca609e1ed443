package org.palaestra.agents.linear;

import java.util.Arrays;
import org.palaestra.space.Box;

/**
 * How a space is covered with tiles.
 *
 * @param tilings number of grids that lie over each other, from 1 to 1024; a power of two of at
 *     least 4 times the dimensions spreads best
 * @param tiles along each dimension, or one number for all, each from 1 to 65536
 * @param low where the grids begin, as numbers with commas between them, or nothing for the space's
 *     own bounds; what lies below counts as there; a number without bounds is squashed first, see
 *     the agent's page
 * @param high where they end, likewise
 * @param memory most features that are told apart, from 1024 to 16777216; where all tiles together
 *     are more, several share one by chance
 */
public record TileSettings(int tilings, int[] tiles, String low, String high, int memory) {

  /** Checks the ranges and copies the numbers of tiles. */
  public TileSettings {
    tiles = tiles.clone();
    between("tiles.tilings", tilings, 1, 1024);
    between("tiles.memory", memory, 1024, 1 << 24);
    if (tiles.length == 0) {
      throw new IllegalArgumentException("tiles.tiles needs at least one number, such as 8");
    }
    for (int count : tiles) {
      between("tiles.tiles", count, 1, 65_536);
    }
    numbers("tiles.low", low);
    numbers("tiles.high", high);
  }

  /** Grids of {@code tiles} tiles along every dimension, within the space's own bounds. */
  public static TileSettings of(int tilings, int tiles) {
    return new TileSettings(tilings, new int[] {tiles}, "", "", 1 << 18);
  }

  /** A copy of the numbers of tiles. */
  @Override
  public int[] tiles() {
    return tiles.clone();
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, got %d".formatted(name, least, most, value));
    }
  }

  private static float[] numbers(String name, String text) {
    if (text.isBlank()) {
      return new float[0];
    }
    String[] parts = text.split(",", -1);
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s=%s: expected numbers such as -1,0.5".formatted(name, text), e);
      }
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException("%s=%s: numbers must be finite".formatted(name, text));
      }
    }
    return numbers;
  }

  /**
   * The number of tiles along each dimension of {@code box}.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  int[] counts(Box box) {
    if (tiles.length == 1) {
      int[] all = new int[box.size()];
      Arrays.fill(all, tiles[0]);
      return all;
    }
    if (tiles.length != box.size()) {
      throw new IllegalArgumentException(
          "tiles.tiles must hold 1 or %d numbers, got %d".formatted(box.size(), tiles.length));
    }
    return tiles();
  }

  /** Where the grids begin; infinite where neither the space nor a person knows. */
  float[] lows(Box box) {
    return bounds("low", low, box.low());
  }

  /** Where they end, likewise. */
  float[] highs(Box box) {
    return bounds("high", high, box.high());
  }

  private static float[] bounds(String name, String text, float[] own) {
    float[] given = numbers("tiles." + name, text);
    float[] bounds = given.length == 0 ? own : given;
    if (bounds.length != own.length) {
      throw new IllegalArgumentException(
          "tiles.%s must hold %d numbers, got %d".formatted(name, own.length, bounds.length));
    }
    return bounds;
  }
}
