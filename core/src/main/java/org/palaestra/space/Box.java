package org.palaestra.space;

import java.util.Arrays;

/**
 * An axis-aligned box of real vectors, shaped as a tensor in row-major order.
 *
 * @param shape extent of each axis, each at least 1; images are {@code [height, width, channels]}
 * @param low lowest value of each of the {@code size()} cells, may be −∞
 * @param high highest value of each cell, may be +∞
 * @param cell how much a cell can hold, which tells a replay memory how to pack it
 */
public record Box(int[] shape, float[] low, float[] high, Cell cell) implements Space {

  /** The values that a cell takes. */
  public enum Cell {
    /** 0 or 1. */
    BIT,
    /** A whole number from 0 to 255. */
    BYTE,
    /** Any float. */
    FLOAT
  }

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if an axis is empty, the bounds do not fit the shape, or a low
   *     bound lies above its high bound
   */
  public Box {
    shape = shape.clone();
    low = low.clone();
    high = high.clone();
    int size = product(shape);
    if (low.length != size || high.length != size) {
      throw new IllegalArgumentException(
          "a box of shape %s has %d cells, but %d low and %d high bounds were given"
              .formatted(Arrays.toString(shape), size, low.length, high.length));
    }
    for (int i = 0; i < size; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "low bound %s of cell %d lies above its high bound %s".formatted(low[i], i, high[i]));
      }
    }
  }

  /** A box of floats in which every cell has the same bounds. */
  public static Box of(float low, float high, int... shape) {
    return uniform(low, high, Cell.FLOAT, shape);
  }

  /** A vector of floats with bounds of its own for each cell. */
  public static Box vector(float[] low, float[] high) {
    return new Box(new int[] {low.length}, low, high, Cell.FLOAT);
  }

  /** A box of zeros and ones. */
  public static Box bits(int... shape) {
    return uniform(0, 1, Cell.BIT, shape);
  }

  /** A box of whole numbers from 0 to 255, such as a picture. */
  public static Box bytes(int... shape) {
    return uniform(0, 255, Cell.BYTE, shape);
  }

  private static Box uniform(float low, float high, Cell cell, int... shape) {
    float[] lows = new float[product(shape)];
    float[] highs = new float[lows.length];
    Arrays.fill(lows, low);
    Arrays.fill(highs, high);
    return new Box(shape, lows, highs, cell);
  }

  private static int product(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new IllegalArgumentException(
            "every axis of a box needs at least 1 cell, got " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /** A copy of the extents. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** A copy of the low bounds. */
  @Override
  public float[] low() {
    return low.clone();
  }

  /** A copy of the high bounds. */
  @Override
  public float[] high() {
    return high.clone();
  }

  @Override
  public int size() {
    return low.length;
  }

  /** Whether every cell has two finite bounds. */
  public boolean bounded() {
    for (int i = 0; i < low.length; i++) {
      if (!Float.isFinite(low[i]) || !Float.isFinite(high[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean contains(float[] values, int offset) {
    for (int i = 0; i < low.length; i++) {
      float value = values[offset + i];
      if (!(value >= low[i] && value <= high[i]) || (cell != Cell.FLOAT && value != (int) value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String describe() {
    return (cell == Cell.FLOAT ? "box " : cell == Cell.BIT ? "bits " : "bytes ")
        + Arrays.toString(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box
        && cell == box.cell
        && Arrays.equals(shape, box.shape)
        && Arrays.equals(low, box.low)
        && Arrays.equals(high, box.high);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(shape) + Arrays.hashCode(low)) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    return describe();
  }
}
