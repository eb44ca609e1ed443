package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.palaestra.random.RandomStream;

final class TracesTest {

  /** As the whole array would be, swept through in every step. */
  @ParameterizedTest
  @EnumSource(Traces.Kind.class)
  void aListOfTracesIsAsGoodAsAllOfThem(Traces.Kind kind) {
    int count = 300;
    RandomStream random = new RandomStream(3);
    Traces traces = new Traces(kind, count);
    double[] z = new double[count];
    float[] w = new float[count];
    double[] expected = new double[count];
    for (int step = 0; step < 2000; step++) {
      if (random.nextInt(100) == 0) {
        traces.clear();
        java.util.Arrays.fill(z, 0);
      }
      int visited = random.nextInt(count);
      traces.visit(visited);
      z[visited] = kind == Traces.Kind.ACCUMULATING ? z[visited] + 1 : 1;
      float delta = random.nextFloat() - 0.5f;
      traces.update(w, delta);
      traces.fade(0.9f);
      for (int i = 0; i < count; i++) {
        expected[i] += delta * z[i];
        z[i] *= 0.9;
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat((double) w[i])
          .isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-4));
    }
  }

  @Test
  void lambdaZeroForgetsAtOnce() {
    Traces traces = new Traces(Traces.Kind.ACCUMULATING, 2);
    float[] w = new float[2];
    traces.visit(0);
    traces.fade(0);
    traces.visit(1);
    traces.update(w, 1);
    assertThat(w).containsExactly(0, 1);
  }
}
