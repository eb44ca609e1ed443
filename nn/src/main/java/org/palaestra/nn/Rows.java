package org.palaestra.nn;

/** Sums over the last axis, and rows that meet every row of a tensor. */
final class Rows {

  private Rows() {}

  /** The sum of each row times a factor; summed as doubles, in order. */
  static final class RowSums implements OperationWithOutput {
    private final Tensor x;
    private final Tensor y;
    private final double factor;
    private final int width;

    RowSums(Tensor x, Tensor y, double factor) {
      this.x = x;
      this.y = y;
      this.factor = factor;
      width = x.extent(-1);
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void forward() {
      float[] in = x.value();
      for (int row = 0; row < y.size(); row++) {
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
          sum += in[i];
        }
        y.value()[row] = (float) (sum * factor);
      }
    }

    @Override
    public void backward() {
      if (x.differentiable()) {
        float[] dx = x.gradient();
        for (int row = 0; row < y.size(); row++) {
          float each = (float) (y.gradient()[row] * factor);
          for (int i = row * width; i < (row + 1) * width; i++) {
            dx[i] += each;
          }
        }
      }
    }
  }

  /** x + row. */
  static final class PlusRow implements OperationWithOutput {
    private final Tensor x;
    private final Tensor r;
    private final Tensor y;

    PlusRow(Tensor x, Tensor r, Tensor y) {
      this.x = x;
      this.r = r;
      this.y = y;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void forward() {
      int width = r.size();
      float[] in = x.value();
      float[] all = r.value();
      float[] out = y.value();
      for (int at = 0; at < y.size(); at += width) {
        for (int j = 0; j < width; j++) {
          out[at + j] = in[at + j] + all[j];
        }
      }
    }

    @Override
    public void backward() {
      float[] dy = y.gradient();
      if (x.differentiable()) {
        float[] dx = x.gradient();
        for (int i = 0; i < y.size(); i++) {
          dx[i] += dy[i];
        }
      }
      if (r.differentiable()) {
        x.graph().kernels().sumRows(y.size() / r.size(), r.size(), dy, r.gradient(), 0);
      }
    }
  }

  /** x · row. */
  static final class TimesRow implements OperationWithOutput {
    private final Tensor x;
    private final Tensor r;
    private final Tensor y;

    TimesRow(Tensor x, Tensor r, Tensor y) {
      this.x = x;
      this.r = r;
      this.y = y;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void forward() {
      int width = r.size();
      float[] in = x.value();
      float[] all = r.value();
      float[] out = y.value();
      for (int at = 0; at < y.size(); at += width) {
        for (int j = 0; j < width; j++) {
          out[at + j] = in[at + j] * all[j];
        }
      }
    }

    @Override
    public void backward() {
      int width = r.size();
      float[] dy = y.gradient();
      if (x.differentiable()) {
        float[] dx = x.gradient();
        float[] all = r.value();
        for (int at = 0; at < y.size(); at += width) {
          for (int j = 0; j < width; j++) {
            dx[at + j] += dy[at + j] * all[j];
          }
        }
      }
      if (r.differentiable()) {
        float[] dr = r.gradient();
        float[] in = x.value();
        for (int at = 0; at < y.size(); at += width) {
          for (int j = 0; j < width; j++) {
            dr[j] += dy[at + j] * in[at + j];
          }
        }
      }
    }
  }
}
