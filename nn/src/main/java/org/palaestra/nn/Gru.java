package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/**
 * Gated recurrent units (Cho et al., "Learning phrase representations using RNN encoder-decoder",
 * 2014), in PyTorch's form: the reset gate meets the product of the hidden state, not the state.
 * Rows of the weights: reset, update, new.
 *
 * <pre>
 * r = σ(W_ir x + b_ir + W_hr h + b_hr)
 * z = σ(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r (W_hn h + b_hn))
 * h' = (1 − z) n + z h
 * </pre>
 */
public final class Gru extends Recurrent {

  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int NEW = 2;

  /** A layer of {@code in} features a step to {@code hidden}. */
  public Gru(Parameters parameters, String name, int in, int hidden) {
    super("gru", 3, 1, parameters, name, in, hidden, Initialisers.lecun(hidden));
  }

  @Override
  Unrolling unrolling(Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
    return new Steps(this, x, begin, resets, y, last);
  }

  private static final class Steps extends Unrolling {

    private final float[][] reset = history();
    private final float[][] update = history();
    private final float[][] candidate = history();
    private final float[][] product = history(); // W_hn h + b_hn
    private final float[][] before = history();
    private final float[] hiddenGradient = Kernels.buffer(steps * batch * width);
    private final float[] projection = Kernels.buffer(size);
    private final float[] dr = Kernels.buffer(size);
    private final float[] dz = Kernels.buffer(size);
    private final float[] dn = Kernels.buffer(size);
    private final float[] dp = Kernels.buffer(size);

    Steps(Gru layer, Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
      super(layer, x, begin, resets, y, last);
    }

    @Override
    float[] hiddenProductGradient() {
      return hiddenGradient;
    }

    @Override
    int sharedBiases() {
      return NEW * hidden;
    }

    @Override
    void stepForward(int t) {
      float[] r = reset[t];
      float[] z = update[t];
      float[] n = candidate[t];
      float[] p = product[t];
      float[] h = state[0];
      System.arraycopy(h, 0, before[t], 0, size);
      gate(t, RESET, r);
      gate(t, UPDATE, z);
      hiddenProduct(NEW, layer.biasHh.value(), NEW * hidden, 0, p);
      kernels.sigmoid(r, r, size);
      kernels.sigmoid(z, z, size);
      for (int b = 0; b < batch; b++) {
        int from = (t * batch + b) * width + NEW * hidden;
        System.arraycopy(projected, from, projection, b * hidden, hidden);
      }
      for (int i = 0; i < size; i++) {
        n[i] = projection[i] + r[i] * p[i];
      }
      kernels.tanh(n, n, size);
      for (int i = 0; i < size; i++) {
        h[i] = (1 - z[i]) * n[i] + z[i] * h[i];
      }
    }

    @Override
    void stepBackward(int t) {
      candidates(stateGradient[0], update[t], candidate[t], before[t]);
      resets(reset[t], product[t]);
      putGate(t, RESET, dr, projected);
      putGate(t, UPDATE, dz, projected);
      putGate(t, NEW, dn, projected);
      putGate(t, RESET, dr, hiddenGradient);
      putGate(t, UPDATE, dz, hiddenGradient);
      putGate(t, NEW, dp, hiddenGradient);
    }

    private void candidates(float[] dh, float[] z, float[] n, float[] h) {
      for (int i = 0; i < size; i++) {
        dn[i] = dh[i] * (1 - z[i]) * (1 - n[i] * n[i]);
        dz[i] = dh[i] * (h[i] - n[i]) * z[i] * (1 - z[i]);
      }
      for (int i = 0; i < size; i++) {
        dh[i] = dh[i] * z[i];
      }
    }

    private void resets(float[] r, float[] p) {
      for (int i = 0; i < size; i++) {
        dp[i] = dn[i] * r[i];
        dr[i] = dn[i] * p[i] * r[i] * (1 - r[i]);
      }
    }
  }
}
