package org.palaestra.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The OpenBLAS that ND4J multiplies with, called without ND4J, which would add 6 µs a call and 310
 * MB of native code. Matrices are copied into memory outside Java's heap and the result back: that
 * takes about a twentieth of a product of 512×512, where handing arrays to native code directly, as
 * its binding does it, took twice the time of the product. The memory grows to the largest matrix
 * met and is used again: nothing is allocated once it has grown.
 */
final class NativeBlas {

  private static boolean loaded;

  private final NativeMatrix a = new NativeMatrix();
  private final NativeMatrix b = new NativeMatrix();
  private final NativeMatrix c = new NativeMatrix();

  /**
   * Loads the native code, and unpacks it if nobody did before.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  NativeBlas() {
    load();
  }

  private static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      File cache = Loader.getCacheDir();
      String[] unpacked = cache.list((folder, name) -> name.startsWith("openblas-"));
      if (unpacked == null || unpacked.length == 0) {
        System.err.println("unpacking ND4J's native BLAS to " + cache + ", once: 35 MB");
      }
      Loader.load(openblas_nolapack.class);
    } catch (UnsatisfiedLinkError | IOException e) {
      throw new IllegalStateException(
          "ND4J's native BLAS cannot be loaded on %s (%s); choose other kernels, such as auto"
              .formatted(Loader.getPlatform(), e.getMessage()),
          e);
    }
    // One thread, whatever the environment says: with more, sums depend on their number. The call
    // takes 0.1 ms, too much to repeat it for each product.
    blas_set_num_threads(1);
    loaded = true;
  }

  /** Why there is no native code for this system; empty if there is. Loads none of it. */
  static Optional<String> obstacle() {
    String platform = Loader.getPlatform();
    String folder = "/org/bytedeco/openblas/" + platform + "/";
    for (String library :
        new String[] {
          "libjniopenblas_nolapack.so", "libjniopenblas_nolapack.dylib", "jniopenblas_nolapack.dll"
        }) {
      if (NativeBlas.class.getResource(folder + library) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "need native code for %s: build with -Pall-natives, or put org.bytedeco:openblas:%s on the class path"
            .formatted(platform, platform));
  }

  /** Whether the matrices are small enough for its memory. */
  static boolean takes(int m, int n, int k) {
    long largest = Math.max((long) m * n, Math.max((long) m * k, (long) k * n));
    return largest <= NativeMatrix.LARGEST;
  }

  /** As {@link org.palaestra.nn.kernel.Kernels#multiply}, where aRow or aColumn is 1. */
  void multiply(
      int m,
      int n,
      int k,
      float[] aFrom,
      int aOffset,
      int aRow,
      int aColumn,
      float[] bFrom,
      int bOffset,
      int bRow,
      float[] init,
      int initOffset,
      int initRow,
      float[] to,
      int toOffset,
      int toRow) {
    boolean transposed = aColumn != 1;
    if (transposed) {
      a.fill(k, m, aFrom, aOffset, aColumn);
    } else {
      a.fill(m, k, aFrom, aOffset, aRow);
    }
    b.fill(k, n, bFrom, bOffset, bRow);
    boolean zero = initRow == 0 && isZero(init, initOffset, n);
    if (zero) {
      c.reserve(m, n);
    } else {
      c.fill(m, n, init, initOffset, initRow);
    }
    cblas_sgemm(
        CblasRowMajor,
        transposed ? CblasTrans : CblasNoTrans,
        CblasNoTrans,
        m,
        n,
        k,
        1,
        a.pointer(),
        transposed ? m : k,
        b.pointer(),
        n,
        zero ? 0 : 1,
        c.pointer(),
        n);
    c.copyTo(m, n, to, toOffset, toRow);
  }

  private static boolean isZero(float[] x, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (x[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
