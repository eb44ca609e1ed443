package org.palaestra.agents.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

final class LinearSarsaLambdaTest {

  private static final String ID = "linear-sarsa-lambda";
  private static final Discrete TWO = new Discrete(2);

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

  private static void observe(
      Agent agent, boolean starts, float x, int a, double r, float next, char how) {
    StepBatch before = new StepBatch(1, 1, 0);
    StepBatch after = new StepBatch(1, 1, 0);
    ActionBatch taken = new ActionBatch(TWO, 1);
    before.observations[0] = x;
    before.starts[0] = starts;
    taken.indices[0] = a;
    after.successors[0] = next;
    after.rewards[0] = r;
    after.terminated[0] = how == 't';
    after.truncated[0] = how == 'c';
    agent.observe(before, taken, after);
  }

  private static float[] values(Agent agent, float x) {
    StepBatch now = new StepBatch(1, 1, 0);
    now.observations[0] = x;
    Actor actor = agent.target().actor(1);
    Trainings.Answer answer = new Trainings.Answer(TWO);
    actor.act(now, answer.actions, new RandomGenerator[] {new RandomStream(1)});
    ((Explains) actor).explain(0, answer);
    return answer.actionValues;
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

  private static Map<String, String> probe(String... changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "discount", "0.9",
                "learningRate.from", "0.3",
                "learningRate.to", "0.05",
                "learningRate.fraction", "1",
                "exploration.epsilon.from", "0.2",
                "exploration.epsilon.to", "0.05"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return settings;
  }

  private static double best(Trainer trainer, float... x) {
    float[] q = Trainings.ask(trainer, x).actionValues;
    double best = q[0];
    for (float value : q) {
      best = Math.max(best, value);
    }
    return best;
  }

  @Test
  void probesArePassed() {
    try (Trainer constant = Trainings.done(ID, "ProbeConstant-v1", 4000, 1, probe());
        Trainer observation = Trainings.done(ID, "ProbeObservation-v1", 4000, 2, probe());
        Trainer delay = Trainings.done(ID, "ProbeDelay-v1", 4000, 1, probe());
        Trainer truncation = Trainings.done(ID, "ProbeTruncation-v1", 8000, 1, probe());
        Trainer action = Trainings.done(ID, "ProbeActionObservation-v1", 8000, 2, probe())) {
      assertThat(best(constant, 0)).isCloseTo(1, within(0.02));
      assertThat(best(observation, -1)).isCloseTo(-1, within(0.02));
      assertThat(best(observation, 1)).isCloseTo(1, within(0.02));
      assertThat(best(delay, 0)).isCloseTo(0.9, within(0.02));
      assertThat(best(truncation, 0)).isCloseTo(10, within(0.1));
      assertThat(Trainings.ask(action, -1).actions.indices[0]).isZero();
      assertThat(Trainings.ask(action, 1).actions.indices[0]).isEqualTo(1);
    }
  }

  @Test
  void everyWayOfTrainingEndsWithTheSameBits() throws Exception {
    Trainings.assertReproducible(ID, "MountainCar-v0", 900, 2, Map.of(), List.of(1, 150, 200, 300));
    Trainings.assertReproducible(
        ID, "Acrobot-v1", 300, 1, probe("exploration.method", "softmax"), List.of(40));
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
    var spec = Trainings.ENVIRONMENTS.find("MountainCar-v0").spec().withTimeLimit(5000);
    long steps = 0;
    for (int seed = 0; seed < 10; seed++) {
      try (Trainer trainer =
          Trainings.begin(
              ID,
              spec,
              seed,
              10_000_000,
              1,
              "auto",
              1,
              Map.of("lambda", Double.toString(lambda)))) {
        while (trainer.episodes() < 50) {
          trainer.step();
        }
        steps += trainer.steps();
      }
    }
    return steps / 500.0;
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
