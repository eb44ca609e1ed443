package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * Over each row, Σ p log p, or Σ p (log p − log q): the negative entropy, or the divergence of q
 * from p. A term whose p is 0 is 0, even where its logarithm is infinite.
 */
final class ExpectedLog implements OperationWithOutput {

  private final Kernels kernels;
  private final Tensor logP;
  private final Tensor logQ;
  private final Tensor y;
  private final boolean two;
  private final int width;
  private final float[] p; // [rows, width]

  /**
   * An operation on the logarithms of probabilities.
   *
   * @param logQ {@code logP} itself for the negative entropy
   */
  ExpectedLog(Tensor logP, Tensor logQ, Tensor y) {
    this.logP = logP;
    this.logQ = logQ;
    this.y = y;
    kernels = logP.graph().kernels();
    two = logP != logQ;
    width = logP.extent(-1);
    p = Kernels.buffer(logP.size());
  }

  @Override
  public String name() {
    return two ? "categorical divergence" : "negative entropy";
  }

  @Override
  public Tensor output() {
    return y;
  }

  private float term(int i) {
    return two ? logP.value()[i] - logQ.value()[i] : logP.value()[i];
  }

  @Override
  public void forward() {
    kernels.exp(logP.value(), p, logP.size());
    for (int row = 0; row < y.size(); row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += p[i] == 0 ? 0 : (double) p[i] * term(i);
      }
      y.value()[row] = (float) sum;
    }
  }

  @Override
  public void backward() {
    for (int row = 0; row < y.size(); row++) {
      float dy = y.gradient()[row];
      for (int i = row * width; i < (row + 1) * width; i++) {
        if (logP.differentiable() && p[i] != 0) {
          logP.gradient()[i] += dy * p[i] * (term(i) + 1);
        }
        if (two && logQ.differentiable()) {
          logQ.gradient()[i] -= dy * p[i];
        }
      }
    }
  }
}
