package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

final class GradientScanTest {

  private final Parameters parameters = new Parameters();
  private final Parameter small = parameters.add("small", Initialisers.constant(0), 3);
  private final Parameter large = parameters.add("large", Initialisers.constant(0), 50, 63);

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar", "portable"})
  void everyPlaceIsLookedAt(String kernels) {
    GradientScan scan = new GradientScan(KernelChoice.of(kernels), parameters);
    RandomStream random = new RandomStream(5);
    for (Parameter parameter : parameters.all()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameter.gradient()[i] = (float) random.nextGaussian();
      }
    }
    assertThat(scan.finite()).isTrue();
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (Parameter parameter : parameters.all()) {
      for (int i = 0; i < parameter.size(); i++) {
        float good = parameter.gradient()[i];
        parameter.gradient()[i] = bad[i % 3];
        assertThat(scan.finite()).as("%s, element %d", parameter, i).isFalse();
        parameter.gradient()[i] = good;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar", "portable"})
  void largeNumbersAreFinite(String kernels) {
    GradientScan scan = new GradientScan(KernelChoice.of(kernels), parameters);
    Arrays.fill(large.gradient(), Float.MAX_VALUE);
    assertThat(scan.finite()).as("though their sum is not").isTrue();
    small.gradient()[2] = Float.POSITIVE_INFINITY;
    assertThat(scan.finite()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "portable"})
  void scansAllocateNothing(String kernels) {
    GradientScan scan = new GradientScan(KernelChoice.of(kernels), parameters);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        scan.finite();
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 500 scans").isZero();
  }
}
