package org.palaestra.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A tensor of a file that was read: what it is, and its numbers. */
public final class StoredTensor {

  private final String name;
  private final TensorType type;
  private final int[] shape;
  private final ByteBuffer data;

  /** With {@code data} from its position to its limit being the elements, little-endian. */
  StoredTensor(String name, TensorType type, int[] shape, ByteBuffer data) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  /** Its name in the file. */
  public String name() {
    return name;
  }

  /** What its elements are. */
  public TensorType type() {
    return type;
  }

  /** A copy of the extents; none for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return data.remaining() / type.bytes();
  }

  /** The elements in row-major order, each as the nearest float. */
  public float[] floats() {
    float[] values = new float[size()];
    if (type == TensorType.F32) {
      fill(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) type.number(elements(), i);
      }
    }
    return values;
  }

  /** The elements in row-major order, each as the nearest double. */
  public double[] doubles() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.number(elements(), i);
    }
    return values;
  }

  /**
   * The elements in row-major order.
   *
   * @throws MismatchException if they are fractions
   */
  public long[] longs() {
    long[] values = new long[size()];
    switch (type) {
      case F64, F32, F16, BF16 ->
          throw new MismatchException(name + " is " + type + ", not whole numbers");
      case I64 -> fill(values);
      default -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (long) type.number(elements(), i);
        }
      }
    }
    return values;
  }

  /** Fills a Java array of this tensor's type and size. */
  void fill(Object array) {
    type.get(elements(), array);
  }

  /** The bytes, little-endian. */
  ByteBuffer elements() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
