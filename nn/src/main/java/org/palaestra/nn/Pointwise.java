package org.palaestra.nn;

/**
 * Functions of one tensor, element by element. Each is a plain loop that the compiler vectorises.
 */
abstract class Pointwise implements OperationWithOutput {

  final Tensor x;
  final Tensor y;

  Pointwise(Tensor x, Tensor y) {
    this.x = x;
    this.y = y;
  }

  @Override
  public final Tensor output() {
    return y;
  }

  @Override
  public final void forward() {
    forward(x.value(), y.value(), x.size());
  }

  @Override
  public final void backward() {
    if (x.differentiable()) {
      backward(x.value(), y.value(), y.gradient(), x.gradient(), x.size());
    }
  }

  abstract void forward(float[] in, float[] out, int size);

  /** Adds to {@code dx} the gradient {@code dy} times the derivative. */
  abstract void backward(float[] in, float[] out, float[] dy, float[] dx, int size);

  static final class Relu extends Pointwise {
    Relu(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = Math.max(in[i], 0);
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        // A branch on signs that nobody can predict takes many times as long. The bits of a
        // positive number, negated, have the sign set; those of 0 do not.
        int mask = -Float.floatToRawIntBits(out[i]) >> 31;
        dx[i] += Float.intBitsToFloat(Float.floatToRawIntBits(dy[i]) & mask);
      }
    }
  }

  static final class Sigmoid extends Pointwise {
    Sigmoid(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      x.graph().kernels().sigmoid(in, out, size);
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * out[i] * (1 - out[i]);
      }
    }
  }

  static final class Tanh extends Pointwise {
    Tanh(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      x.graph().kernels().tanh(in, out, size);
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * (1 - out[i] * out[i]);
      }
    }
  }

  static final class Exp extends Pointwise {
    Exp(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      x.graph().kernels().exp(in, out, size);
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * out[i];
      }
    }
  }

  static final class Square extends Pointwise {
    Square(Tensor x, Tensor y) {
      super(x, y);
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = in[i] * in[i];
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * 2 * in[i];
      }
    }
  }

  static final class Affine extends Pointwise {
    private final float factor;
    private final float shift;

    Affine(Tensor x, Tensor y, float factor, float shift) {
      super(x, y);
      this.factor = factor;
      this.shift = shift;
    }

    @Override
    void forward(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        out[i] = factor * in[i] + shift;
      }
    }

    @Override
    void backward(float[] in, float[] out, float[] dy, float[] dx, int size) {
      for (int i = 0; i < size; i++) {
        dx[i] += dy[i] * factor;
      }
    }
  }
}
