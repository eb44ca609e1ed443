package org.palaestra.nn;

import java.util.Arrays;

/** See {@link Pooling#maxUnpool}. */
final class MaxUnpool implements Operation {

  private final Tensor x;
  private final Tensor y;
  private final int[] places;

  MaxUnpool(Tensor x, Tensor y, int[] places) {
    this.x = x;
    this.y = y;
    this.places = places;
  }

  @Override
  public void forward() {
    float[] out = y.value();
    Arrays.fill(out, 0, y.size(), 0);
    for (int i = 0; i < places.length; i++) {
      out[places[i]] = x.value()[i];
    }
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      for (int i = 0; i < places.length; i++) {
        x.gradient()[i] += y.gradient()[places[i]];
      }
    }
  }
}
