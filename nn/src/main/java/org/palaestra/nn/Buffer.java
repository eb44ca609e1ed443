package org.palaestra.nn;

import java.util.Arrays;

/**
 * Numbers that belong to a model and are saved with it, but that no gradient moves, such as running
 * means.
 */
public final class Buffer {

  private final String name;
  private final int[] shape;
  private final float first;
  private final float[] value;

  Buffer(String name, float first, int... shape) {
    this.name = name;
    this.shape = shape.clone();
    this.first = first;
    value = new float[Tensor.size(shape)];
    initialise();
  }

  /** Its name among its {@link Parameters}. */
  public String name() {
    return name;
  }

  /** A copy of the extents. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return value.length;
  }

  /** The elements, in row-major order; live. */
  public float[] value() {
    return value;
  }

  /** Takes over values. */
  public void set(float... values) {
    if (values.length != value.length) {
      throw new IllegalArgumentException(
          "%s takes %d values, got %d".formatted(this, value.length, values.length));
    }
    System.arraycopy(values, 0, value, 0, value.length);
  }

  void initialise() {
    Arrays.fill(value, first);
  }

  @Override
  public String toString() {
    return "buffer " + name + " " + Arrays.toString(shape);
  }
}
