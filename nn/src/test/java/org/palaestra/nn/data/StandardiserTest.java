package org.palaestra.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;

final class StandardiserTest {

  /** By hand: 2, 4, 9 have mean 5 and variance (9 + 1 + 16) / 3; 7, 7, 7 do not change. */
  @Test
  void meanAndDeviationAreLearnedRowByRow() {
    Standardiser standardiser = new Standardiser(2);
    standardiser.learn(new float[] {99, 2, 7, 4, 7}, 1, 2);
    standardiser.learn(new float[] {9, 7}, 0, 1);
    assertThat(standardiser.count()).isEqualTo(3);
    assertThat(standardiser.mean(0)).isEqualTo(5);
    assertThat(standardiser.deviation(0)).isCloseTo(Math.sqrt(26.0 / 3), within(1e-15));
    assertThat(standardiser.deviation(1)).isZero();
    float[] x = {99, 5, 7, 9, 8, 99};
    standardiser.apply(x, 1, 2);
    assertThat(x).containsExactly(99, 0, 0, (float) (4 / Math.sqrt(26.0 / 3)), 1, 99);
    standardiser.undo(x, 1, 2);
    assertThat(x).containsExactly(99, 5, 7, 9, 8, 99);
  }

  @Test
  void aLargeOffsetDoesNotDrownTheDeviation() {
    Standardiser standardiser = new Standardiser(1);
    RandomStream random = new RandomStream(1);
    float[] x = new float[10_000];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = 4_000_000f + random.nextInt(3); // exact as floats; squares are not, as doubles
      mean += (double) x[i] / x.length;
    }
    double squares = 0;
    for (float value : x) {
      squares += (value - mean) * (value - mean) / x.length;
    }
    standardiser.learn(x, 0, x.length);
    assertThat(standardiser.deviation(0)).isCloseTo(Math.sqrt(squares), within(1e-9));
    standardiser.apply(x, 0, x.length);
    double sum = 0;
    double square = 0;
    for (float value : x) {
      sum += value;
      square += value * value;
    }
    assertThat(sum / x.length).isCloseTo(0, within(1e-6));
    assertThat(square / x.length).isCloseTo(1, within(1e-6));
  }

  @Test
  void withoutRowsNothingChanges() {
    float[] x = {3, -1};
    new Standardiser(2).apply(x, 0, 1);
    assertThat(x).containsExactly(3, -1);
  }

  @Test
  void itIsSavedAndGoesOn(@TempDir Path folder) throws Exception {
    Standardiser one = new Standardiser(1);
    one.learn(new float[] {1, 2, 4}, 0, 3);
    Checkpoint.write(folder.resolve("s"), one);
    Standardiser other = new Standardiser(1);
    other.restore(Checkpoint.read(folder.resolve("s")).state());
    one.learn(new float[] {-8}, 0, 1);
    other.learn(new float[] {-8}, 0, 1);
    assertThat(other.mean(0)).isEqualTo(one.mean(0));
    assertThat(other.deviation(0)).isEqualTo(one.deviation(0)).isPositive();
  }

  @Test
  void whatIsNoNumberIsNamed() {
    Standardiser standardiser = new Standardiser(2);
    assertThatThrownBy(() -> standardiser.learn(new float[] {1, 2, 3, Float.NaN}, 0, 2))
        .hasMessage("feature 1 of row 1 is NaN; take such rows out first");
    assertThat(standardiser.count()).isEqualTo(1);
    assertThat(standardiser.mean(0)).isEqualTo(1);
    assertThatThrownBy(() -> new Standardiser(0)).hasMessageContaining("at least 1 feature");
  }
}
