package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997) with forget gates (Gers et al., 2000),
 * in PyTorch's form. Rows of the weights: input, forget, cell, output.
 *
 * <pre>
 * i = σ(W_ii x + b_ii + W_hi h + b_hi)
 * f = σ(W_if x + b_if + W_hf h + b_hf)
 * g = tanh(W_ig x + b_ig + W_hg h + b_hg)
 * o = σ(W_io x + b_io + W_ho h + b_ho)
 * c' = f c + i g
 * h' = o tanh(c')
 * </pre>
 */
public final class Lstm extends Recurrent {

  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int CELL = 2;
  private static final int OUTPUT = 3;

  /** A layer with PyTorch's first weights. */
  public Lstm(Parameters parameters, String name, int in, int hidden) {
    this(parameters, name, in, hidden, 0);
  }

  /**
   * A layer that remembers from the first.
   *
   * @param forgetBias what is added to the first values of the forget gates' biases; 1 or more
   *     keeps cells for longer (Jozefowicz et al., "An empirical exploration of recurrent network
   *     architectures", 2015)
   */
  public Lstm(Parameters parameters, String name, int in, int hidden, double forgetBias) {
    super("lstm", 4, 2, parameters, name, in, hidden, biases(hidden, forgetBias));
  }

  private static Parameter.Initialiser biases(int hidden, double forgetBias) {
    Parameter.Initialiser uniform = Initialisers.lecun(hidden);
    return (values, random) -> {
      uniform.initialise(values, random);
      for (int i = FORGET * hidden; i < (FORGET + 1) * hidden; i++) {
        values[i] += (float) forgetBias;
      }
    };
  }

  @Override
  Unrolling unrolling(Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
    return new Steps(this, x, begin, resets, y, last);
  }

  private static final class Steps extends Unrolling {

    private final float[][] input = history();
    private final float[][] forget = history();
    private final float[][] candidate = history();
    private final float[][] output = history();
    private final float[][] cellBefore = history();
    private final float[][] squashed = history(); // tanh(c')
    private final float[] di = Kernels.buffer(size);
    private final float[] df = Kernels.buffer(size);
    private final float[] dg = Kernels.buffer(size);
    private final float[] dO = Kernels.buffer(size);

    Steps(Lstm layer, Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
      super(layer, x, begin, resets, y, last);
    }

    @Override
    void stepForward(int t) {
      float[] i = input[t];
      float[] f = forget[t];
      float[] g = candidate[t];
      float[] o = output[t];
      gate(t, INPUT, i);
      gate(t, FORGET, f);
      gate(t, CELL, g);
      gate(t, OUTPUT, o);
      kernels.sigmoid(i, i, size);
      kernels.sigmoid(f, f, size);
      kernels.tanh(g, g, size);
      kernels.sigmoid(o, o, size);
      float[] h = state[0];
      float[] c = state[1];
      System.arraycopy(c, 0, cellBefore[t], 0, size);
      for (int n = 0; n < size; n++) {
        c[n] = f[n] * c[n] + i[n] * g[n];
      }
      float[] s = squashed[t];
      kernels.tanh(c, s, size);
      for (int n = 0; n < size; n++) {
        h[n] = o[n] * s[n];
      }
    }

    @Override
    void stepBackward(int t) {
      cells(stateGradient[0], stateGradient[1], output[t], squashed[t]);
      gates(stateGradient[1], input[t], forget[t], candidate[t], cellBefore[t]);
      putGate(t, INPUT, di, projected);
      putGate(t, FORGET, df, projected);
      putGate(t, CELL, dg, projected);
      putGate(t, OUTPUT, dO, projected);
      Arrays.fill(stateGradient[0], 0, size, 0);
    }

    private void cells(float[] dh, float[] dc, float[] o, float[] s) {
      for (int n = 0; n < size; n++) {
        dO[n] = dh[n] * s[n] * o[n] * (1 - o[n]);
        dc[n] += dh[n] * o[n] * (1 - s[n] * s[n]);
      }
    }

    private void gates(float[] dc, float[] i, float[] f, float[] g, float[] c) {
      for (int n = 0; n < size; n++) {
        di[n] = dc[n] * g[n] * i[n] * (1 - i[n]);
        dg[n] = dc[n] * i[n] * (1 - g[n] * g[n]);
      }
      for (int n = 0; n < size; n++) {
        df[n] = dc[n] * c[n] * f[n] * (1 - f[n]);
        dc[n] = dc[n] * f[n];
      }
    }
  }
}
