package org.palaestra.nn;

/** The sum of all elements times a factor; summed as doubles, so that long sums stay exact. */
final class Reduction implements OperationWithOutput {

  private final Tensor x;
  private final Tensor y;
  private final double factor;

  Reduction(Tensor x, Tensor y, double factor) {
    this.x = x;
    this.y = y;
    this.factor = factor;
  }

  @Override
  public String name() {
    return factor == 1 ? "sum" : "mean";
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    float[] in = x.value();
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += in[i];
    }
    y.value()[0] = (float) (sum * factor);
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      float each = (float) (y.gradient()[0] * factor);
      float[] dx = x.gradient();
      for (int i = 0; i < x.size(); i++) {
        dx[i] += each;
      }
    }
  }
}
