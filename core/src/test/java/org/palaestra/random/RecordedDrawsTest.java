package org.palaestra.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RecordedDrawsTest {

  private final RecordedDraws draws = new RecordedDraws();

  @Test
  void drawsComeBackInTheirOrder() {
    draws.set(new int[] {2, 8}, new int[] {1, 5});
    assertThat(draws.nextInt(2)).isEqualTo(1);
    assertThat(draws.left()).isEqualTo(1);
    assertThat(draws.nextInt(8)).isEqualTo(5);
    assertThat(draws.left()).isZero();
  }

  @Test
  void anotherBoundIsRefused() {
    draws.set(new int[] {2, 8}, new int[] {1, 5});
    draws.nextInt(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> draws.nextInt(7))
        .withMessage("draw 2 is below 7 where one below 8 was recorded");
  }

  @Test
  void oneDrawTooManyIsRefused() {
    draws.set(new int[] {2}, new int[] {0});
    draws.nextInt(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> draws.nextInt(3))
        .withMessage("a number below 3 is drawn where 1 draws were recorded");
  }

  @Test
  void otherKindsOfChanceAreRefused() {
    draws.set(new int[] {2}, new int[] {0});
    assertThatIllegalStateException().isThrownBy(draws::nextDouble);
    assertThatIllegalStateException().isThrownBy(draws::nextBoolean);
    assertThatIllegalStateException().isThrownBy(() -> draws.nextInt());
    assertThatIllegalStateException().isThrownBy(draws::nextGaussian);
  }

  @Test
  void valueThatDoesNotFitItsBoundIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draws.set(new int[] {2, 8}, new int[] {1, 8}))
        .withMessage("draw 2 gives 8, which must be at least 0 and below its bound 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draws.set(new int[] {2}, new int[] {}))
        .withMessage("1 bounds do not fit 0 values");
  }
}
