package org.palaestra.nn.kernel;

import java.util.function.Supplier;
import org.palaestra.parallel.Workers;

/**
 * Kernels that share large products among threads, each of which computes some rows of C. An
 * element is summed by one thread in the order in which it always is, so that the results do not
 * depend on the number of threads.
 */
final class ThreadedKernels implements Kernels {

  /**
   * From this many multiply-adds on a product is shared. The benchmark {@code SharedProducts} shows
   * that it pays from 128 × 128 × 128 on; the little that a smaller one could save is left.
   */
  private static final long SHARED = 1 << 20;

  /** Rows that belong together in the blocks of the product. */
  private static final int BLOCK = 8;

  /** Parts a thread, so that one that is kept from running leaves some to the others. */
  private static final int PARTS = 2;

  private final Kernels[] each;
  private final Workers workers;
  private final SharedProduct product;

  /**
   * @param kernels makes the set that each thread has for itself
   * @param threads 2 or more
   */
  ThreadedKernels(Supplier<Kernels> kernels, int threads) {
    each = new Kernels[threads];
    for (int i = 0; i < threads; i++) {
      each[i] = kernels.get();
    }
    workers = Workers.of(threads);
    product = new SharedProduct();
  }

  @Override
  public String name() {
    return each[0].name();
  }

  @Override
  public int lanes() {
    return each[0].lanes();
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
    if (m < BLOCK * PARTS * each.length || (long) m * n * k < SHARED) {
      each[0].multiply(
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
      return;
    }
    SharedProduct p = product;
    p.m = m;
    p.n = n;
    p.k = k;
    p.a = a;
    p.aOffset = aOffset;
    p.aRow = aRow;
    p.aColumn = aColumn;
    p.b = b;
    p.bOffset = bOffset;
    p.bRow = bRow;
    p.init = init;
    p.initOffset = initOffset;
    p.initRow = initRow;
    p.c = c;
    p.cOffset = cOffset;
    p.cRow = cRow;
    workers.share(p);
  }

  /** The product that is being shared. */
  private final class SharedProduct implements Workers.Work {

    private int m;
    private int n;
    private int k;
    private float[] a = {};
    private int aOffset;
    private int aRow;
    private int aColumn;
    private float[] b = {};
    private int bOffset;
    private int bRow;
    private float[] init = {};
    private int initOffset;
    private int initRow;
    private float[] c = {};
    private int cOffset;
    private int cRow;

    @Override
    public int parts() {
      return PARTS * each.length;
    }

    @Override
    public void run(int part, int thread) {
      int blocks = (m + BLOCK - 1) / BLOCK;
      int from = Math.min(m, blocks * part / parts() * BLOCK);
      int to = Math.min(m, blocks * (part + 1) / parts() * BLOCK);
      each[thread].multiply(
          to - from,
          n,
          k,
          a,
          aOffset + from * aRow,
          aRow,
          aColumn,
          b,
          bOffset,
          bRow,
          init,
          initOffset + from * initRow,
          initRow,
          c,
          cOffset + from * cRow,
          cRow);
    }
  }

  @Override
  public void rectify(float[] x, int offset, int length) {
    each[0].rectify(x, offset, length);
  }

  @Override
  public void rectifyGradient(float[] activation, float[] gradient, int offset, int length) {
    each[0].rectifyGradient(activation, gradient, offset, length);
  }

  @Override
  public void sumRows(int rows, int columns, float[] x, float[] sum, int sumOffset) {
    each[0].sumRows(rows, columns, x, sum, sumOffset);
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
    each[0].adam(length, parameters, gradients, m, v, beta1, beta2, stepSize, scale, epsilon);
  }

  @Override
  public void exp(float[] x, float[] y, int length) {
    each[0].exp(x, y, length);
  }

  @Override
  public void tanh(float[] x, float[] y, int length) {
    each[0].tanh(x, y, length);
  }

  @Override
  public void sigmoid(float[] x, float[] y, int length) {
    each[0].sigmoid(x, y, length);
  }

  @Override
  public void log(float[] x, float[] y, int length) {
    each[0].log(x, y, length);
  }

  @Override
  public void softplus(float[] x, float[] y, int length) {
    each[0].softplus(x, y, length);
  }

  @Override
  public void erf(float[] x, float[] y, int length) {
    each[0].erf(x, y, length);
  }
}
