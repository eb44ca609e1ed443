package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

final class GreedyTest {

  private static final boolean[] ALL = {};

  @Test
  void theFirstOfTheGreatestIsTaken() {
    float[] values = {9, 1, 3, 3, 2};
    assertThat(Greedy.action(values, 1, 4, ALL, 0)).isEqualTo(1);
    assertThat(Greedy.action(values, 0, 5, ALL, 0)).isZero();
  }

  @Test
  void forbiddenActionsDoNotCount() {
    float[] values = {9, 1, 3};
    boolean[] allowed = {true, false, true, true};
    assertThat(Greedy.action(values, 0, 3, allowed, 1)).isEqualTo(2);
    assertThatThrownBy(() -> Greedy.action(values, 0, 3, new boolean[3], 0))
        .hasMessage("no action is allowed");
  }

  @Test
  void tiesAreBrokenEvenly() {
    float[] values = {5, 1, 5, 5};
    int[] counts = new int[4];
    RandomStream random = new RandomStream(1);
    for (int i = 0; i < 3000; i++) {
      counts[Greedy.actionBreakingTies(values, 0, 4, ALL, 0, random)]++;
    }
    assertThat(counts[1]).isZero();
    assertThat(counts[0]).isBetween(900, 1100);
    assertThat(counts[2]).isBetween(900, 1100);
    assertThat(counts[3]).isBetween(900, 1100);
  }

  @Test
  void anyAllowedActionIsEquallyLikely() {
    boolean[] allowed = {true, false, true};
    int[] counts = new int[3];
    RandomStream random = new RandomStream(2);
    for (int i = 0; i < 2000; i++) {
      counts[Greedy.any(3, allowed, 0, random)]++;
    }
    assertThat(counts[1]).isZero();
    assertThat(counts[0]).isBetween(900, 1100);
  }
}
