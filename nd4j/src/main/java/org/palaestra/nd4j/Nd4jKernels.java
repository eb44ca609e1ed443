package org.palaestra.nd4j;

import org.jspecify.annotations.Nullable;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;

/**
 * ND4J's native BLAS for large products, and for all else the best set that is built in.
 *
 * <p>An element of a large product is a sum in BLAS's order, so it agrees with other sets within
 * rounding; it is the same bits every time, since BLAS computes on one thread whatever the
 * environment says. Its order follows from the processor, though: OpenBLAS has code for each, which
 * the environment variable {@code OPENBLAS_CORETYPE} can name.
 *
 * <p>Native code is loaded by the first large product.
 */
public final class Nd4jKernels implements Kernels {

  static final String NAME = "nd4j";

  /**
   * No side of a large product is shorter. {@code benchmarks/run Products} set it: copies included,
   * BLAS takes 5 % longer than the Vector API at 384×384×384, 5 % less at 448 and 15 % less at 512
   * and 1024; with one short side, such as 64×3136×256 or 32×1024×128, it takes longer.
   */
  static final int SHORTEST_SIDE = 448;

  private final boolean always;
  private final Kernels rest = KernelChoice.of(KernelChoice.AUTO);
  private @Nullable NativeBlas blas;

  /** Loads nothing yet. */
  public Nd4jKernels() {
    this(false);
  }

  private Nd4jKernels(boolean always) {
    this.always = always;
  }

  /** Kernels that leave even the smallest product to BLAS, to find out from where on it pays. */
  public static Kernels withoutThreshold() {
    return new Nd4jKernels(true);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int lanes() {
    return rest.lanes();
  }

  /** Whether a product is worth copying its matrices. */
  static boolean isLarge(int m, int n, int k) {
    return m >= SHORTEST_SIDE && n >= SHORTEST_SIDE && k >= SHORTEST_SIDE;
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aColumn,
      float[] b,
      int bOffset,
      int bRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] c,
      int cOffset,
      int cRow) {
    if ((always || isLarge(m, n, k)) && (aRow == 1 || aColumn == 1) && NativeBlas.takes(m, n, k)) {
      nativeBlas()
          .multiply(
              m,
              n,
              k,
              a,
              aOffset,
              aRow,
              aColumn,
              b,
              bOffset,
              bRow,
              init,
              initOffset,
              initRow,
              c,
              cOffset,
              cRow);
    } else {
      rest.multiply(
          m,
          n,
          k,
          a,
          aOffset,
          aRow,
          aColumn,
          b,
          bOffset,
          bRow,
          init,
          initOffset,
          initRow,
          c,
          cOffset,
          cRow);
    }
  }

  private NativeBlas nativeBlas() {
    if (blas == null) {
      blas = new NativeBlas();
    }
    return blas;
  }

  @Override
  public void rectify(float[] x, int offset, int length) {
    rest.rectify(x, offset, length);
  }

  @Override
  public void rectifyGradient(float[] activation, float[] gradient, int offset, int length) {
    rest.rectifyGradient(activation, gradient, offset, length);
  }

  @Override
  public void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset) {
    rest.sumRows(rows, columns, x, sum, sumOffset);
  }

  @Override
  public void adam(
      int length,
      float[] parameters,
      float[] gradients,
      float[] m,
      float[] v,
      float beta1,
      float beta2,
      float stepSize,
      float scale,
      float epsilon) {
    rest.adam(length, parameters, gradients, m, v, beta1, beta2, stepSize, scale, epsilon);
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    rest.exp(x, y, length);
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    rest.tanh(x, y, length);
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    rest.sigmoid(x, y, length);
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    rest.log(x, y, length);
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    rest.softplus(x, y, length);
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    rest.erf(x, y, length);
  }
}
