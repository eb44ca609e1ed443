package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;

/** The activation functions that are more than a line; their scratch lies beside them. */
final class Activation {

  private static final float ROOT_HALF = 0.70710677f;
  private static final float DENSITY_AT_0 = 0.3989423f; // 1/√(2π)

  private Activation() {}

  static final class LeakyRelu extends Pointwise {
    private final float slope;

    LeakyRelu(Tensor x, Tensor y, float slope) {
      super(x, y);
      this.slope = slope;
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = in[i] > 0 ? in[i] : slope * in[i];
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += in[i] > 0 ? dy[i] : slope * dy[i];
      }
    }
  }

  static final class Softplus extends Pointwise {
    private final Kernels kernels;
    private final float[] slope; // the sigmoid

    Softplus(Tensor x, Tensor y) {
      super(x, y);
      kernels = x.graph().kernels();
      slope = scratch(x);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      kernels.softplus(in, out, size);
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      kernels.sigmoid(in, slope, size);
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * slope[i];
      }
    }
  }

  /** exp(x) − 1 = tanh(x/2) · (exp(x) + 1), which keeps its digits near 0. */
  static final class Elu extends Pointwise {
    private final Kernels kernels;
    private final float alpha;
    private final float[] half;
    private final float[] power;

    Elu(Tensor x, Tensor y, float alpha) {
      super(x, y);
      kernels = x.graph().kernels();
      this.alpha = alpha;
      half = Kernels.buffer(x.size());
      power = Kernels.buffer(x.size());
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        power[i] = Math.min(in[i], 0);
        half[i] = 0.5f * power[i];
      }
      kernels.tanh(half, half, size);
      kernels.exp(power, power, size);
      for (int i = 0; i < size; i++) {
        out[i] = in[i] > 0 ? in[i] : alpha * (half[i] * (power[i] + 1));
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += in[i] > 0 ? dy[i] : dy[i] * alpha * power[i];
      }
    }
  }

  /** x Φ(x), where Φ(x) = (1 + erf(x/√2)) / 2. */
  static final class Gelu extends Pointwise {
    private final Kernels kernels;
    private final float[] below; // Φ(x)
    private final float[] density;

    Gelu(Tensor x, Tensor y) {
      super(x, y);
      kernels = x.graph().kernels();
      below = Kernels.buffer(x.size());
      density = scratch(x);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        below[i] = ROOT_HALF * in[i];
      }
      kernels.erf(below, below, size);
      for (int i = 0; i < size; i++) {
        below[i] = 0.5f + 0.5f * below[i];
        out[i] = in[i] * below[i];
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        density[i] = -0.5f * in[i] * in[i];
      }
      kernels.exp(density, density, size);
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * (below[i] + DENSITY_AT_0 * in[i] * density[i]);
      }
    }
  }

  /** x σ(x). */
  static final class Silu extends Pointwise {
    private final Kernels kernels;
    private final float[] gate;

    Silu(Tensor x, Tensor y) {
      super(x, y);
      kernels = x.graph().kernels();
      gate = Kernels.buffer(x.size());
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      kernels.sigmoid(in, gate, size);
      for (int i = 0; i < size; i++) {
        out[i] = in[i] * gate[i];
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * gate[i] * (1 + in[i] * (1 - gate[i]));
      }
    }
  }

  /** Room for what only the gradient needs. */
  private static float[] scratch(Tensor x) {
    return x.differentiable() ? Kernels.buffer(x.size()) : new float[0];
  }
}
