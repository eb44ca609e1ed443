package org.palaestra.nn;

/** See {@link Pooling#upsampleNearest}. */
final class UpsampleNearest implements Operation {

  private final Tensor x;
  private final Tensor y;
  private final int scale;
  private final int line;
  private final int channels;

  UpsampleNearest(Tensor x, Tensor y, int scale) {
    this.x = x;
    this.y = y;
    this.scale = scale;
    line = x.extent(2);
    channels = x.extent(3);
  }

  @Override
  public void forward() {
    float[] in = x.value();
    float[] out = y.value();
    int to = 0;
    for (int row = 0; row < x.extent(0) * x.extent(1) * scale; row++) {
      int from = row / scale * line * channels;
      for (int column = 0; column < line * scale; column++) {
        System.arraycopy(in, from + column / scale * channels, out, to, channels);
        to += channels;
      }
    }
  }

  @Override
  public void backward() {
    if (!x.differentiable()) {
      return;
    }
    float[] dx = x.gradient();
    float[] dy = y.gradient();
    int from = 0;
    for (int row = 0; row < x.extent(0) * x.extent(1) * scale; row++) {
      int to = row / scale * line * channels;
      for (int column = 0; column < line * scale; column++) {
        int pixel = to + column / scale * channels;
        for (int c = 0; c < channels; c++) {
          dx[pixel + c] += dy[from + c];
        }
        from += channels;
      }
    }
  }
}
