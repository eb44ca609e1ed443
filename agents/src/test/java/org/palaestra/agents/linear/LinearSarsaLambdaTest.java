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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Agent;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;

final class LinearSarsaLambdaTest {

  private static final String ID = "linear-sarsa-lambda";

  /** One grid of two tiles from −1 to 1: a table of two states. α = γ = λ = ε = 1/2. */
  private static Agent agent(String... changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "tiles.tilings", "1",
                "tiles.tiles", "2",
                "discount", "0.5",
                "learningRate.from", "0.5",
                "learningRate.to", "0.5",
                "lambda", "0.5",
                "exploration.epsilon.from", "0.5",
                "exploration.epsilon.to", "0.5"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return LinearSarsaLambda.definition()
        .create(Contexts.of(Box.of(-1, 1, 1), TWO, 1000, settings));
  }

  @Test
  void anErrorMovesWhatLedToIt() {
    Agent agent = agent();
    observe(agent, true, -0.5f, 1, 1, 0.5f, '-');
    assertThat(values(agent, -0.5f)).as("it waits").containsExactly(0, 0);
    // The errors are 1 + 0/2 − 0 and 4; the first step's trace has faded to 1/4 by the second.
    observe(agent, false, 0.5f, 0, 4, 0, 't');
    assertThat(values(agent, -0.5f)).containsExactly(0, 0.5f + 0.5f * 4 / 4);
    assertThat(values(agent, 0.5f)).containsExactly(2, 0);
    // Another episode, cut where the behaviour expects 2 · 3/4: 8 + 1.5/2 − 1 = 7.75.
    observe(agent, true, -0.5f, 1, 8, 0.5f, 'c');
    assertThat(values(agent, -0.5f)[1]).isEqualTo(1 + 7.75f / 2);
    assertThat(values(agent, 0.5f)).as("no trace of the last episode").containsExactly(2, 0);
  }

  @Test
  void theNextActionCountsNotTheBestOne() {
    Agent agent = agent("lambda", "0");
    observe(agent, true, 0.5f, 0, 8, 0, 't');
    observe(agent, true, -0.5f, 1, 1, 0.5f, '-');
    observe(agent, false, 0.5f, 1, 0, 0, 't');
    // Q of what was done next is 0, of the best 4: 1/2, not (1 + 4/2)/2.
    assertThat(values(agent, -0.5f)).containsExactly(0, 0.5f);
  }

  @Test
  void tilesShareTheStep() {
    Agent agent = agent("tiles.tilings", "4", "initialValue", "2");
    observe(agent, true, -0.99f, 1, 4, 0, 't');
    // 2 + (4 − 2)/2 where it was; most of it nearby, nothing far away.
    assertThat(values(agent, -0.99f)[1]).isCloseTo(3, within(1e-6f));
    assertThat(values(agent, -0.7f)[1]).isCloseTo(2.75f, within(1e-6f));
    assertThat(values(agent, 0.9f)[1]).isCloseTo(2, within(1e-6f));
  }

  @Test
  void probesArePassed() {
    Tiled.assertPassesProbes(ID);
  }

  @Test
  void everyWayOfTrainingEndsWithTheSameBits() throws Exception {
    Trainings.assertReproducible(ID, "MountainCar-v0", 900, 2, Map.of(), List.of(1, 150, 200, 300));
    Trainings.assertReproducible(
        ID, "Acrobot-v1", 300, 1, Tiled.probe("exploration.method", "softmax"), List.of(40));
  }

  private static double mean(String environment, int seeds) {
    return Tiled.mean(LinearSarsaLambda.definition(), environment, seeds);
  }

  @Test
  void theCarLeavesTheValley() {
    assertThat(mean("MountainCar-v0", 3)).isGreaterThan(-112);
  }

  /** The speeds of cart and pole have no bounds. */
  @Test
  void thePoleIsBalanced() {
    assertThat(mean("CartPole-v1", 3)).isGreaterThan(475);
  }

  @Test
  void theChainSwingsUp() {
    assertThat(mean("Acrobot-v1", 1)).isGreaterThan(-110);
  }

  /**
   * Figure 12.10 of Sutton and Barto: over the first 50 episodes a λ between the ends needs fewest
   * steps.
   */
  @Test
  void aLambdaBetweenTheEndsIsBestOnTheHill() {
    double zero = firstEpisodes(0);
    double most = firstEpisodes(0.9);
    double all = firstEpisodes(1);
    assertThat(most).isLessThan(zero).isLessThan(all);
  }

  private static double firstEpisodes(double lambda) {
    return Tiled.firstEpisodes(ID, Map.of("lambda", Double.toString(lambda)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FrozenLake-v1 | linear-sarsa-lambda needs observations of numbers; FrozenLake-v1 has 16"
            + " discrete: use sarsa-lambda",
        "Pendulum-v1 | linear-sarsa-lambda needs discrete actions"
      })
  void whatCannotBeTiledIsRefused(String environment, String message) {
    assertThatThrownBy(() -> Trainings.done(ID, environment, 10, 1, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void badSettingsAreRefusedByName() {
    assertThatThrownBy(() -> agent("exploration.method", "ucb"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("use epsilon-greedy or softmax");
    assertThatThrownBy(() -> agent("lambda", "2"))
        .hasMessageContaining("lambda must be in [0.0, 1.0], got 2.0");
    assertThatThrownBy(() -> agent("learningRate.from", "3"))
        .hasMessageContaining("learningRate must be in [0.0, 2.0], got 3.0");
  }
}
