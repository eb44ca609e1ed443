package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/**
 * A value in a {@link Graph}, with its gradient: a dense array in row-major order. Images are
 * {@code [batch, height, width, channels]}, sequences {@code [batch, time, features]}.
 *
 * <p>The arrays are {@linkplain Kernels#buffer buffers}, a little longer than {@link #size}.
 */
public final class Tensor {

  private final Graph graph;
  private final int[] shape;
  private final int size;
  private final float[] value;
  private final float[] gradient;
  private final boolean differentiable;

  Tensor(Graph graph, boolean differentiable, int... shape) {
    this.graph = graph;
    this.shape = shape.clone();
    size = size(shape);
    value = Kernels.buffer(size);
    this.differentiable = differentiable;
    gradient = differentiable ? Kernels.buffer(size) : new float[0];
  }

  /** The same numbers in another shape. */
  Tensor(Tensor original, int... shape) {
    graph = original.graph;
    this.shape = shape.clone();
    size = original.size;
    value = original.value;
    gradient = original.gradient;
    differentiable = original.differentiable;
  }

  /** The product of the extents; 1 for no extent. */
  static int size(int... shape) {
    int size = 1;
    for (int extent : shape) {
      if (extent < 1) {
        throw new IllegalArgumentException(
            "every extent of a tensor must be at least 1, got " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /** Where it belongs. */
  public Graph graph() {
    return graph;
  }

  /** A copy of the extents. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of extents. */
  public int rank() {
    return shape.length;
  }

  /** One extent; negative axes count from the end. */
  public int extent(int axis) {
    int place = axis < 0 ? shape.length + axis : axis;
    if (place < 0 || place >= shape.length) {
      throw new IllegalArgumentException(this + " has no axis " + axis);
    }
    return shape[place];
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** Number of elements divided by the last extent. */
  public int rows() {
    return size / extent(-1);
  }

  /** The elements; live. To be filled before {@link Graph#forward} if this is an input. */
  public float[] value() {
    return value;
  }

  /**
   * The gradient of the last {@link Graph#backward} with respect to the elements; live, and empty
   * if nothing depends on it.
   */
  public float[] gradient() {
    return gradient;
  }

  /** Whether anything that is learned, or a variable, lies behind it. */
  public boolean differentiable() {
    return differentiable;
  }

  /** Its only element. */
  public float scalar() {
    if (size != 1) {
      throw new IllegalStateException(this + " has " + size + " elements, not one");
    }
    return value[0];
  }

  /** Copies {@code values} in; there must be as many as elements. */
  public void set(float... values) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "%s takes %d values, got %d".formatted(this, size, values.length));
    }
    System.arraycopy(values, 0, value, 0, size);
  }

  @Override
  public String toString() {
    return "tensor " + Arrays.toString(shape);
  }
}
