package org.palaestra.nn;

import java.util.Arrays;

/** Tensors one behind the other along an axis. */
final class Concatenation implements OperationWithOutput {

  private final Tensor[] xs;
  private final int[] widths;
  private final Tensor y;

  /** How often a piece of each follows the other. */
  private final int rounds;

  private Concatenation(Tensor[] xs, Tensor y, int rounds) {
    this.xs = xs;
    this.y = y;
    this.rounds = rounds;
    widths = Arrays.stream(xs).mapToInt(x -> x.size() / rounds).toArray();
  }

  static Concatenation of(int axis, Tensor... xs) {
    if (xs.length == 0) {
      throw new IllegalArgumentException("concat needs at least one tensor");
    }
    int[] shape = xs[0].shape();
    int along = axis < 0 ? shape.length + axis : axis;
    if (along < 0 || along >= shape.length) {
      throw new IllegalArgumentException(
          "concat cannot join along axis %d, which %s does not have".formatted(axis, xs[0]));
    }
    boolean learns = xs[0].differentiable();
    for (int i = 1; i < xs.length; i++) {
      int[] other = xs[i].shape();
      int[] like = xs[0].shape();
      if (other.length == like.length) {
        like[along] = other[along];
        shape[along] += other[along];
      }
      if (!Arrays.equals(like, other)) {
        throw new IllegalArgumentException(
            "concat along axis %d cannot join %s and %s: all other extents must be equal"
                .formatted(along, xs[0], xs[i]));
      }
      learns |= xs[i].differentiable();
    }
    int rounds = Tensor.size(Arrays.copyOf(shape, along));
    return new Concatenation(xs.clone(), xs[0].graph().result(learns, shape), rounds);
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    int at = 0;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < xs.length; i++) {
        System.arraycopy(xs[i].value(), round * widths[i], y.value(), at, widths[i]);
        at += widths[i];
      }
    }
  }

  @Override
  public void backward() {
    int at = 0;
    float[] dy = y.gradient();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < xs.length; i++) {
        if (xs[i].differentiable()) {
          float[] dx = xs[i].gradient();
          int to = round * widths[i];
          for (int j = 0; j < widths[i]; j++) {
            dx[to + j] += dy[at + j];
          }
        }
        at += widths[i];
      }
    }
  }
}
