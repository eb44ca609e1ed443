package org.palaestra.nn;

/** Functions of two tensors of one shape, element by element. */
abstract class Pairwise implements OperationWithOutput {

  final Tensor a;
  final Tensor b;
  final Tensor y;

  Pairwise(Tensor a, Tensor b, Tensor y) {
    this.a = a;
    this.b = b;
    this.y = y;
  }

  @Override
  public final Tensor output() {
    return y;
  }

  /** a + factor · b. */
  static final class Sum extends Pairwise {
    private final float factor;

    Sum(Tensor a, Tensor b, Tensor y, float factor) {
      super(a, b, y);
      this.factor = factor;
    }

    @Override
    public void forward() {
      float[] left = a.value();
      float[] right = b.value();
      float[] out = y.value();
      for (int i = 0; i < y.size(); i++) {
        out[i] = left[i] + factor * right[i];
      }
    }

    @Override
    public void backward() {
      float[] dy = y.gradient();
      if (a.differentiable()) {
        float[] da = a.gradient();
        for (int i = 0; i < y.size(); i++) {
          da[i] += dy[i];
        }
      }
      if (b.differentiable()) {
        float[] db = b.gradient();
        for (int i = 0; i < y.size(); i++) {
          db[i] += factor * dy[i];
        }
      }
    }
  }

  static final class Product extends Pairwise {
    Product(Tensor a, Tensor b, Tensor y) {
      super(a, b, y);
    }

    @Override
    public void forward() {
      float[] left = a.value();
      float[] right = b.value();
      float[] out = y.value();
      for (int i = 0; i < y.size(); i++) {
        out[i] = left[i] * right[i];
      }
    }

    @Override
    public void backward() {
      float[] dy = y.gradient();
      if (a.differentiable()) {
        float[] da = a.gradient();
        float[] right = b.value();
        for (int i = 0; i < y.size(); i++) {
          da[i] += dy[i] * right[i];
        }
      }
      if (b.differentiable()) {
        float[] db = b.gradient();
        float[] left = a.value();
        for (int i = 0; i < y.size(); i++) {
          db[i] += dy[i] * left[i];
        }
      }
    }
  }
}
