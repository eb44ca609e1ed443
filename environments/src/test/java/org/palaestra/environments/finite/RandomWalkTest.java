package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

class RandomWalkTest {

  private final RandomWalk walk = new RandomWalk();

  @Test
  void valuesRiseByTenthsFromEndToEnd() {
    double[] expected = new double[21];
    for (int place = 1; place <= 19; place++) {
      expected[place] = (place - 10) / 10.0;
    }
    assertThat(ValueSweeps.optimal(walk, 1)).containsExactly(expected, within(1e-12));
  }

  @Test
  void walkTakesAHundredStepsOnAverage() {
    // From the middle of 20 steps between the ends: 10 · 10.
    RandomStream random = new RandomStream(4);
    int steps = 0;
    double rewards = 0;
    for (int episode = 0; episode < 20_000; episode++) {
      walk.reset(random);
      assertThat(walk.state()).isEqualTo(10);
      double reward = 0;
      while (!walk.terminated()) {
        assertThat(reward).isZero();
        reward = walk.step(0, random);
        steps++;
      }
      assertThat(reward).isEqualTo(walk.state() == 0 ? -1 : 1);
      rewards += reward;
    }
    assertThat(steps / 20_000.0).isCloseTo(100, within(3.0));
    assertThat(rewards / 20_000).isCloseTo(0, within(0.036));
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(walk, 6);
  }
}
