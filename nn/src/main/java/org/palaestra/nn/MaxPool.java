package org.palaestra.nn;

import java.util.Arrays;

/** See {@link Pooling#maxPool}. */
final class MaxPool extends WindowPooling {

  private final int[] places;

  MaxPool(Tensor x, Tensor y, Window window) {
    super(x, y, window);
    places = new int[y.size()];
  }

  /** Where each maximum was found. */
  int[] places() {
    return places;
  }

  @Override
  public void forward() {
    Arrays.fill(places, -1);
    walk();
  }

  @Override
  void meet(int pixel, int place) {
    float[] in = x.value();
    float[] out = y.value();
    for (int c = 0; c < channels; c++) {
      float candidate = in[pixel + c];
      // A NaN wins, and stays since nothing is larger: it is to be seen, not pooled away.
      if (places[place + c] < 0 || candidate > out[place + c] || Float.isNaN(candidate)) {
        out[place + c] = candidate;
        places[place + c] = pixel + c;
      }
    }
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      float[] dx = x.gradient();
      float[] dy = y.gradient();
      for (int i = 0; i < places.length; i++) {
        dx[places[i]] += dy[i];
      }
    }
  }
}
