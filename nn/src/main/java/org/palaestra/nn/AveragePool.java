package org.palaestra.nn;

import java.util.Arrays;

/** See {@link Pooling#averagePool}. */
final class AveragePool extends WindowPooling {

  private final float share;
  private boolean back;

  AveragePool(Tensor x, Tensor y, Window window) {
    super(x, y, window);
    share = 1f / window.size();
  }

  @Override
  public void forward() {
    Arrays.fill(y.value(), 0, y.size(), 0);
    back = false;
    walk();
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      back = true;
      walk();
    }
  }

  @Override
  void meet(int pixel, int place) {
    if (back) {
      add(y.gradient(), place, x.gradient(), pixel);
    } else {
      add(x.value(), pixel, y.value(), place);
    }
  }

  private void add(float[] from, int at, float[] to, int into) {
    for (int c = 0; c < channels; c++) {
      to[into + c] += share * from[at + c];
    }
  }
}
