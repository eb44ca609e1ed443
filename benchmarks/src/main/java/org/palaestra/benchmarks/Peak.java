package org.palaestra.benchmarks;

import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core can do at most: fused multiply-adds of the widest vectors, all in registers. Twelve
 * chains that do not wait for each other hide the latency of two units of up to six cycles, and
 * leave room in sixteen registers for the factor and the term.
 */
final class Peak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int LENGTH = 200_000;

  private float sink;

  private Peak() {}

  /** Prints a line {@code peak GFLOP/s}. */
  public static void main(String[] none) {
    System.out.printf(Locale.ROOT, "peak %.1f%n", new Peak().gigaflops());
  }

  /** Billions of floating-point operations a second, a multiply-add being two. */
  double gigaflops() {
    double micros = Timing.best(() -> sink += chains(LENGTH, 0.999f, 0.001f));
    if (!Float.isFinite(sink)) {
      throw new IllegalStateException("the chains must stay near 1, got " + sink);
    }
    return 2.0 * LENGTH * CHAINS * SPECIES.length() / (1000 * micros);
  }

  private static float chains(int length, float factor, float term) {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector y = FloatVector.broadcast(SPECIES, term);
    FloatVector s0 = y;
    FloatVector s1 = y;
    FloatVector s2 = y;
    FloatVector s3 = y;
    FloatVector s4 = y;
    FloatVector s5 = y;
    FloatVector s6 = y;
    FloatVector s7 = y;
    FloatVector s8 = y;
    FloatVector s9 = y;
    FloatVector s10 = y;
    FloatVector s11 = y;
    for (int i = 0; i < length; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector even = s0.add(s2).add(s4).add(s6).add(s8).add(s10);
    FloatVector odd = s1.add(s3).add(s5).add(s7).add(s9).add(s11);
    return even.add(odd).reduceLanes(VectorOperators.ADD) / (CHAINS * SPECIES.length());
  }
}
