package org.palaestra.nn;

import java.util.Arrays;

/** A range of a tensor along an axis. */
final class Slice implements OperationWithOutput {

  private final Tensor x;
  private final Tensor y;

  /** How many pieces there are, how long each is, how far apart, and where the first begins. */
  private final int rounds;

  private final int width;
  private final int stride;
  private final int offset;

  private Slice(Tensor x, Tensor y, int rounds, int offset) {
    this.x = x;
    this.y = y;
    this.rounds = rounds;
    this.offset = offset;
    width = y.size() / rounds;
    stride = x.size() / rounds;
  }

  static Slice of(Tensor x, int axis, int from, int to) {
    int[] shape = x.shape();
    int along = axis < 0 ? shape.length + axis : axis;
    if (along < 0 || along >= shape.length || from < 0 || to <= from || to > shape[along]) {
      throw new IllegalArgumentException(
          "slice cannot take elements %d to %d (exclusive) of %s along axis %d"
              .formatted(from, to, x, axis));
    }
    int inner = Tensor.size(Arrays.copyOfRange(shape, along + 1, shape.length));
    int rounds = Tensor.size(Arrays.copyOf(shape, along));
    shape[along] = to - from;
    return new Slice(x, x.graph().result(x.differentiable(), shape), rounds, from * inner);
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    for (int round = 0; round < rounds; round++) {
      System.arraycopy(x.value(), offset + round * stride, y.value(), round * width, width);
    }
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      float[] dx = x.gradient();
      float[] dy = y.gradient();
      for (int round = 0; round < rounds; round++) {
        int to = offset + round * stride;
        int from = round * width;
        for (int i = 0; i < width; i++) {
          dx[to + i] += dy[from + i];
        }
      }
    }
  }
}
