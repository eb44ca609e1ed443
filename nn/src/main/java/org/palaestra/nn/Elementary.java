package org.palaestra.nn;

/** Elementary functions, element by element. */
final class Elementary {

  private Elementary() {}

  static final class Log extends Pointwise {
    Log(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      x.graph().kernels().log(in, out, size);
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] / in[i];
      }
    }
  }

  static final class SquareRoot extends Pointwise {
    SquareRoot(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = (float) Math.sqrt(in[i]);
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += 0.5f * dy[i] / out[i];
      }
    }
  }

  static final class Absolute extends Pointwise {
    Absolute(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = Math.abs(in[i]);
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += in[i] > 0 ? dy[i] : in[i] < 0 ? -dy[i] : 0;
      }
    }
  }

  static final class Clip extends Pointwise {
    private final float low;
    private final float high;

    Clip(Tensor x, Tensor y, float low, float high) {
      super(x, y);
      this.low = low;
      this.high = high;
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = Math.max(low, Math.min(high, in[i]));
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += in[i] >= low && in[i] <= high ? dy[i] : 0;
      }
    }
  }

  static final class Quotient extends Pairwise {
    Quotient(Tensor a, Tensor b, Tensor y) {
      super(a, b, y);
    }

    @Override
    public void forward() {
      float[] left = a.value();
      float[] right = b.value();
      float[] out = y.value();
      for (int i = 0; i < y.size(); i++) {
        out[i] = left[i] / right[i];
      }
    }

    @Override
    public void backward() {
      float[] dy = y.gradient();
      float[] right = b.value();
      if (a.differentiable()) {
        float[] da = a.gradient();
        for (int i = 0; i < y.size(); i++) {
          da[i] += dy[i] / right[i];
        }
      }
      if (b.differentiable()) {
        float[] db = b.gradient();
        float[] out = y.value();
        for (int i = 0; i < y.size(); i++) {
          db[i] -= dy[i] * out[i] / right[i];
        }
      }
    }
  }

  /** The larger, or with a sign of −1 the smaller; equals share the gradient, as PyTorch has it. */
  static final class Extreme extends Pairwise {
    private final float sign;

    Extreme(Tensor a, Tensor b, Tensor y, float sign) {
      super(a, b, y);
      this.sign = sign;
    }

    @Override
    public String name() {
      return sign > 0 ? "max" : "min";
    }

    @Override
    public void forward() {
      float[] left = a.value();
      float[] right = b.value();
      float[] out = y.value();
      for (int i = 0; i < y.size(); i++) {
        out[i] = sign * Math.max(sign * left[i], sign * right[i]);
      }
    }

    @Override
    public void backward() {
      if (a.differentiable()) {
        pass(a, b);
      }
      if (b.differentiable()) {
        pass(b, a);
      }
    }

    private void pass(Tensor to, Tensor other) {
      float[] dy = y.gradient();
      float[] dx = to.gradient();
      float[] x = to.value();
      float[] against = other.value();
      for (int i = 0; i < y.size(); i++) {
        float lead = sign * (x[i] - against[i]);
        dx[i] += lead > 0 ? dy[i] : lead == 0 ? 0.5f * dy[i] : 0;
      }
    }
  }
}
