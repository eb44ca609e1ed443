package org.palaestra.space;

/**
 * The integers from 0 to {@code n} − 1.
 *
 * @param n number of elements, at least 1
 */
public record Discrete(int n) implements Space {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public Discrete {
    if (n < 1) {
      throw new IllegalArgumentException("a discrete space needs at least 1 element, got " + n);
    }
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public boolean contains(float[] values, int offset) {
    float value = values[offset];
    return value >= 0 && value < n && value == (int) value;
  }

  @Override
  public String describe() {
    return n + " discrete";
  }
}
