package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

final class EnvironmentCopyTest {

  /** Observes large numbers, and one of choice among them. */
  private static final class Row implements DiscreteEnvironment {

    private final int width;
    int place;
    float number = 1;

    Row(int width) {
      this.width = width;
    }

    @Override
    public Space observationSpace() {
      return Box.of(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, width);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(1);
    }

    @Override
    public void reset(RandomGenerator random) {}

    @Override
    public double step(int action, RandomGenerator random) {
      return 0;
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public void observe(float[] out, int offset) {
      for (int i = 0; i < width; i++) {
        out[offset + i] = (i % 2 == 0 ? 1 : -1) * Float.MAX_VALUE;
      }
      out[offset + place] = number;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 18, 31, 33, 35, 64, 100, 127, 400, 1001})
  void whateverIsNotFiniteIsFoundWhereverItStands(int width) {
    Row row = new Row(width);
    EnvironmentSpec spec = new EnvironmentSpec(new EnvironmentId("Row", 0), Map.of(), 0);
    EnvironmentCopy copy = new EnvironmentCopy(spec, row);
    float[] out = new float[width + 7];
    row.place = width - 1;
    assertThatCode(() -> copy.observe(out, 3))
        .as("numbers however large")
        .doesNotThrowAnyException();
    for (row.place = 0; row.place < width; row.place++) {
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        row.number = bad;
        assertThatThrownBy(() -> copy.observe(out, 3))
            .isInstanceOf(EnvironmentFault.class)
            .hasMessageContaining("observed " + bad + " at index " + row.place);
      }
    }
    assertThat(row.place).isEqualTo(width);
  }
}
