package org.palaestra.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.nn.kernel.Kernels;

/**
 * Weights that are learned, with their gradient.
 *
 * <p>In memory they lie as the kernels want them; {@link #shape} and everything on disk is
 * PyTorch's layout. A permutation takes one to the other.
 */
public final class Parameter {

  /** Sets the first values. */
  @FunctionalInterface
  public interface Initialiser {

    /** Fills {@code values}, in PyTorch's layout. */
    void initialise(float[] values, RandomGenerator random);
  }

  private final String name;
  private final int[] shape;
  private final int[] memory;
  private final float[] value;
  private final float[] gradient;
  private final Initialiser initialiser;
  private boolean frozen;

  /**
   * @param shape extents in PyTorch's layout
   * @param memory axis of {@code shape} that each axis in memory is; {@code [1, 0]} keeps a matrix
   *     as its transpose
   */
  Parameter(String name, int[] shape, int[] memory, Initialiser initialiser) {
    this.name = name;
    this.shape = shape.clone();
    this.memory = memory.clone();
    this.initialiser = initialiser;
    value = Kernels.buffer(Tensor.size(shape));
    gradient = Kernels.buffer(Tensor.size(shape));
  }

  /** Its name among its {@link Parameters}. */
  public String name() {
    return name;
  }

  /** The name of the layer that it belongs to: its own up to the last full stop. */
  String layer() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** A copy of the extents, in PyTorch's layout. */
  public int[] shape() {
    return shape.clone();
  }

  /** Whether the values lie in memory in another order than PyTorch's. */
  boolean permuted() {
    for (int axis = 0; axis < memory.length; axis++) {
      if (memory[axis] != axis) {
        return true;
      }
    }
    return false;
  }

  /** Number of elements. */
  public int size() {
    return value.length - Kernels.LANES;
  }

  /** The values as they lie in memory; live. */
  public float[] value() {
    return value;
  }

  /** The gradient as it lies in memory; live. Operations add to it, optimisers clear it. */
  public float[] gradient() {
    return gradient;
  }

  /** Whether no optimiser moves it. */
  public boolean frozen() {
    return frozen;
  }

  /**
   * Says whether optimisers leave it alone, so that what was learned elsewhere stays. Operations
   * spend nothing on its gradient, which stays as it is. Not part of the saved state.
   */
  public void frozen(boolean still) {
    frozen = still;
  }

  /**
   * Adds rows to the gradient unless it is frozen.
   *
   * @param dy {@code [rows, size]}
   */
  void addRowsToGradient(Kernels kernels, int rows, float[] dy) {
    if (!frozen) {
      kernels.sumRows(rows, size(), dy, gradient, 0);
    }
  }

  void initialise(RandomGenerator random) {
    float[] values = new float[size()];
    initialiser.initialise(values, random);
    set(values);
  }

  /** The values in PyTorch's layout. */
  public float[] get() {
    return toShape(value);
  }

  /** The gradient in PyTorch's layout. */
  public float[] getGradient() {
    return toShape(gradient);
  }

  /** Takes over values in PyTorch's layout. */
  public void set(float... values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "%s takes %d values, got %d".formatted(this, size(), values.length));
    }
    toMemory(values, value);
  }

  /** Puts values in PyTorch's layout into an array that lies as this parameter does. */
  void toMemory(float[] values, float[] into) {
    int[] order = order();
    for (int i = 0; i < order.length; i++) {
      into[i] = values[order[i]];
    }
  }

  /** An array that lies as this parameter does, in PyTorch's layout. */
  float[] toShape(float[] array) {
    float[] values = new float[size()];
    int[] order = order();
    for (int i = 0; i < order.length; i++) {
      values[order[i]] = array[i];
    }
    return values;
  }

  /** For each place in memory, the place in PyTorch's layout. */
  private int[] order() {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    int[] order = new int[size()];
    int[] at = new int[shape.length];
    for (int i = 0; i < order.length; i++) {
      int place = 0;
      for (int axis = 0; axis < at.length; axis++) {
        place += at[axis] * strides[memory[axis]];
      }
      order[i] = place;
      for (int axis = at.length - 1; axis >= 0; axis--) {
        if (++at[axis] < shape[memory[axis]]) {
          break;
        }
        at[axis] = 0;
      }
    }
    return order;
  }

  @Override
  public String toString() {
    return "parameter " + name + " " + Arrays.toString(shape);
  }
}
