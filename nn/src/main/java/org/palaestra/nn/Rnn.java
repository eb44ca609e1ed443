package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/**
 * The simple recurrent network (Elman, "Finding structure in time", 1990):
 *
 * <pre>h' = tanh(W_ih x + b_ih + W_hh h + b_hh)</pre>
 *
 * <p>Its gradient is a product over time, and vanishes or explodes with length (Bengio et al.,
 * 1994); for long memories take {@link Lstm} or {@link Gru}.
 */
public final class Rnn extends Recurrent {

  /** A layer of {@code in} features a step to {@code hidden}. */
  public Rnn(Parameters parameters, String name, int in, int hidden) {
    super("rnn", 1, 1, parameters, name, in, hidden, Initialisers.lecun(hidden));
  }

  @Override
  Unrolling unrolling(Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
    return new Steps(this, x, begin, resets, y, last);
  }

  private static final class Steps extends Unrolling {

    private final float[][] after = history();
    private final float[] dz = Kernels.buffer(size);

    Steps(Rnn layer, Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
      super(layer, x, begin, resets, y, last);
    }

    @Override
    void stepForward(int t) {
      float[] h = after[t];
      gate(t, 0, h);
      kernels.tanh(h, h, size);
      System.arraycopy(h, 0, state[0], 0, size);
    }

    @Override
    void stepBackward(int t) {
      float[] h = after[t];
      float[] dh = stateGradient[0];
      for (int i = 0; i < size; i++) {
        dz[i] = dh[i] * (1 - h[i] * h[i]);
      }
      putGate(t, 0, dz, projected);
      Arrays.fill(dh, 0, size, 0);
    }
  }
}
