package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QRolloutTest {

  private static QRollout rollout() {
    QRollout rollout = new QRollout(3, 1, 1);
    System.arraycopy(new float[] {1, 2, 4}, 0, rollout.rewards, 0, 3);
    System.arraycopy(new float[] {10, 20, 30}, 0, rollout.values, 0, 3);
    return rollout;
  }

  /**
   * γ = λ = 1/2 and 40 behind the end. R(2) = 4 + 20 = 24. R(1) = 2 + (30/2 + 24/2)/2 = 15.5. R(0)
   * = 1 + (20/2 + 15.5/2)/2 = 9.875.
   */
  @Test
  void returnsMixValuesAndRewards() {
    QRollout rollout = rollout();
    rollout.finish(new float[] {40}, 0.5, 0.5);
    assertThat(rollout.returns).containsExactly(9.875f, 15.5f, 24);
  }

  /** R(1) = 2 where it terminated, 2 + 8/2 = 6 where it was cut and led to what is worth 8. */
  @Test
  void anEndCutsTheReturnAndATruncationKeepsItsFuture() {
    QRollout rollout = rollout();
    rollout.ended[1] = true;
    rollout.terminated[1] = true;
    rollout.finish(new float[] {40}, 0.5, 0.5);
    assertThat(rollout.returns).containsExactly(1 + (10 + 1) / 2f, 2, 24);
    rollout.terminated[1] = false;
    rollout.futures[1] = 8;
    rollout.finish(new float[] {40}, 0.5, 0.5);
    assertThat(rollout.returns).containsExactly(1 + (10 + 3) / 2f, 6, 24);
  }
}
