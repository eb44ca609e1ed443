package org.palaestra.nn;

import java.util.Arrays;
import java.util.Optional;

/**
 * A NaN or an infinite number in a graph.
 *
 * @param value the number
 * @param index its place, one number an axis, such as {@code [3, 1]}
 * @param holder what holds it, such as {@code tensor [128, 2]} or {@code parameter 0.bias [2]}
 * @param origin where that comes from, such as {@code the result of log}
 */
public record NotFinite(float value, String index, String holder, String origin) {

  /** The first among values that lie in the order of {@code shape}. */
  static Optional<NotFinite> in(float[] values, int[] shape, Object holder, String origin) {
    int size = Tensor.size(shape);
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(new NotFinite(values[i], place(i, shape), holder.toString(), origin));
      }
    }
    return Optional.empty();
  }

  private static String place(int i, int[] shape) {
    int[] at = new int[shape.length];
    int rest = i;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return Arrays.toString(at);
  }

  /** For example {@code NaN at [3, 1] of tensor [128, 2], the result of log}. */
  @Override
  public String toString() {
    return "%s at %s of %s, %s".formatted(value, index, holder, origin);
  }
}
