package org.palaestra.agents.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NormaliserTest {

  @Test
  void meanAndDeviationAreThoseOfAllThatWasSeen() {
    Normaliser normaliser = new Normaliser(2, 10);
    // Of 1, 3, 5, 7 the mean is 4 and the variance 5; the second number never moves.
    normaliser.see(new float[] {9, 1, 2, 3, 2}, 1, 2);
    normaliser.see(new float[] {5, 2, 7, 2}, 0, 2);
    float[] x = {0, 9, 2};
    normaliser.apply(x, 1);
    assertThat(x[0]).isZero();
    assertThat(x[1]).isCloseTo((float) (5 / Math.sqrt(5)), within(1e-6f));
    assertThat(x[2]).isZero();
    assertThat(normaliser.factor(0)).isCloseTo((float) (1 / Math.sqrt(5)), within(1e-6f));
  }

  @Test
  void whatLiesFarOutIsCut() {
    Normaliser normaliser = new Normaliser(1, 3);
    normaliser.see(new float[] {-1, 1}, 0, 2);
    float[] x = {100};
    normaliser.apply(x, 0);
    assertThat(x).containsExactly(3);
    x[0] = -100;
    normaliser.apply(x, 0);
    assertThat(x).containsExactly(-3);
  }

  @Test
  void aCopyDoesNotMove() {
    Normaliser normaliser = new Normaliser(1, 10);
    normaliser.see(new float[] {-1, 1}, 0, 2);
    Normaliser frozen = normaliser.copy();
    normaliser.see(new float[] {50, 70}, 0, 2);
    float[] x = {1};
    frozen.apply(x, 0);
    assertThat(x[0]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void withoutExperienceNothingChanges() {
    float[] x = {7};
    new Normaliser(1, 10).apply(x, 0);
    assertThat(x).containsExactly(7);
  }
}
