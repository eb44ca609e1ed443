package org.palaestra.agents.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.agents.linear.Tiled.TWO;
import static org.palaestra.agents.linear.Tiled.observe;
import static org.palaestra.agents.linear.Tiled.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Agent;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;

final class LinearNStepSarsaTest {

  private static final String ID = "linear-n-step-sarsa";

  /** Four tiles from −2 to 2 by default: a table of four states. n = 2, α = γ = ε = 1/2. */
  private static Agent agent(String... changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "tiles.tilings", "1",
                "tiles.tiles", "4",
                "discount", "0.5",
                "learningRate.from", "0.5",
                "learningRate.to", "0.5",
                "exploration.epsilon.from", "0.5",
                "exploration.epsilon.to", "0.5",
                "n", "2"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return LinearNStepSarsa.definition().create(Contexts.of(Box.of(-2, 2, 1), TWO, 1000, settings));
  }

  @Test
  void anUpdateWaitsForTwoRewardsAndTheActionBehindThem() {
    Agent agent = agent("initialValue", "8");
    observe(agent, true, -1.5f, 1, 1, -0.5f, '-');
    observe(agent, false, -0.5f, 0, 2, 0.5f, '-');
    assertThat(values(agent, -1.5f)).as("it waits").containsExactly(8, 8);
    // G = 1 + 2/2 + 8/4 = 4: halfway from 8. The last step has a value of its own, 8, meanwhile.
    observe(agent, false, 0.5f, 1, 4, 1.5f, '-');
    assertThat(values(agent, -1.5f)).containsExactly(8, 6);
    assertThat(values(agent, -0.5f)).containsExactly(8, 8);
    // It terminates: 2 + 4/2 + 16/4 would be of three steps; of two, 2 + 4/2 + 8/4 = 6, then the
    // rest without a future, 4 + 16/2 = 12 and 16.
    observe(agent, false, 1.5f, 0, 16, 0, 't');
    assertThat(values(agent, -0.5f)).containsExactly(7, 8);
    assertThat(values(agent, 0.5f)).containsExactly(8, 10);
    assertThat(values(agent, 1.5f)).containsExactly(12, 8);
    // A new episode has nothing to do with the last.
    observe(agent, true, -1.5f, 1, 0, -1.5f, '-');
    assertThat(values(agent, -1.5f)).containsExactly(8, 6);
  }

  /** What the behaviour expects where values are 4 and 0 and ε = 1/2 is 3. */
  @Test
  void aCutHasTheFutureThatIsExpectedThere() {
    Agent agent = agent();
    observe(agent, true, 1.5f, 0, 8, 0, 't');
    observe(agent, true, -1.5f, 1, 2, 1.5f, 'c');
    assertThat(values(agent, 1.5f)).containsExactly(4, 0);
    assertThat(values(agent, -1.5f)).containsExactly(0, (2 + 3 / 2f) / 2);
  }

  @Test
  void tilesShareTheStep() {
    Agent agent = agent("tiles.tilings", "4", "tiles.tiles", "2", "initialValue", "2");
    observe(agent, true, -1.98f, 1, 4, 0, 't');
    // 2 + (4 − 2)/2 where it was; most of it nearby, nothing far away.
    assertThat(values(agent, -1.98f)[1]).isCloseTo(3, within(1e-6f));
    assertThat(values(agent, -1.4f)[1]).isCloseTo(2.75f, within(1e-6f));
    assertThat(values(agent, 1.8f)[1]).isCloseTo(2, within(1e-6f));
  }

  @Test
  void probesArePassed() {
    Tiled.assertPassesProbes(ID);
  }

  @Test
  void everyWayOfTrainingEndsWithTheSameBits() throws Exception {
    Trainings.assertReproducible(ID, "MountainCar-v0", 900, 2, Map.of(), List.of(1, 150, 200, 300));
    Trainings.assertReproducible(ID, "CartPole-v1", 300, 1, Map.of("n", "7"), List.of(3, 40, 90));
  }

  @Test
  void theCarLeavesTheValley() {
    assertThat(Tiled.mean(LinearNStepSarsa.definition(), "MountainCar-v0", 3)).isGreaterThan(-115);
  }

  @Test
  void thePoleIsBalanced() {
    assertThat(Tiled.mean(LinearNStepSarsa.definition(), "CartPole-v1", 3)).isGreaterThan(475);
  }

  /** Figure 10.4 of Sutton and Barto: over the first 50 episodes n = 4 needs fewer steps than 1. */
  @Test
  void severalStepsAreBetterThanOneOnTheHill() {
    assertThat(firstEpisodes("4")).isLessThan(firstEpisodes("1"));
  }

  private static double firstEpisodes(String n) {
    return Tiled.firstEpisodes(ID, Map.of("n", n));
  }

  @Test
  void badSettingsAreRefusedByName() {
    assertThatThrownBy(() -> agent("n", "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("n must be from 1 to 1000, got 0");
    assertThatThrownBy(() -> agent("exploration.method", "ucb"))
        .hasMessageContaining("use epsilon-greedy or softmax");
    assertThatThrownBy(() -> Trainings.done(ID, "Pendulum-v1", 10, 1, Map.of()))
        .hasMessageStartingWith("linear-n-step-sarsa needs discrete actions");
  }
}
