package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * −t log σ(x) − (1 − t) log(1 − σ(x)) = max(x, 0) − x t + log(1 + exp(−|x|)), where nothing
 * overflows and nothing cancels.
 */
final class BinaryCrossEntropy extends Pairwise {

  private final Kernels kernels;
  private final float[] scratch;

  BinaryCrossEntropy(Tensor logits, Tensor target, Tensor y) {
    super(logits, target, y);
    kernels = logits.graph().kernels();
    scratch = Kernels.buffer(y.size());
  }

  @Override
  public void forward() {
    float[] x = a.value();
    float[] t = b.value();
    float[] out = y.value();
    for (int i = 0; i < y.size(); i++) {
      scratch[i] = -Math.abs(x[i]);
    }
    kernels.softplus(scratch, scratch, y.size());
    for (int i = 0; i < y.size(); i++) {
      out[i] = Math.max(x[i], 0) - x[i] * t[i] + scratch[i];
    }
  }

  @Override
  public void backward() {
    float[] x = a.value();
    float[] t = b.value();
    float[] dy = y.gradient();
    if (a.differentiable()) {
      float[] dx = a.gradient();
      kernels.sigmoid(x, scratch, y.size());
      for (int i = 0; i < y.size(); i++) {
        dx[i] += dy[i] * (scratch[i] - t[i]);
      }
    }
    if (b.differentiable()) {
      float[] dt = b.gradient();
      for (int i = 0; i < y.size(); i++) {
        dt[i] -= dy[i] * x[i];
      }
    }
  }
}
