package org.palaestra.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agents.BuiltInAgents;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Safetensors;
import org.palaestra.training.Trainer;

/** REINFORCE, the one-step actor-critic and A2C; PPO has a test of its own. */
final class OnPolicyAgentsTest {

  private final Path folder;

  OnPolicyAgentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static AgentDefinition<?> definition(String agent) {
    return new BuiltInAgents()
        .agents().stream().filter(each -> each.id().equals(agent)).findFirst().orElseThrow();
  }

  private static Map<String, String> small(String agent, String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("network.hidden", "16");
    all.put("discount", "0.9");
    all.put("rate.from", agent.equals("actor-critic") ? "0.003" : "0.01");
    all.put("rate.to", "0.0005");
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  private static Trainer done(String agent, String environment, long steps) {
    return Trainings.done(agent, environment, steps, 4, small(agent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reinforce", "actor-critic", "a2c"})
  void valuesAreLearned(String agent) {
    try (Trainer constant = done(agent, "ProbeConstant-v1", 12_000);
        Trainer observed = done(agent, "ProbeObservation-v1", 12_000);
        Trainer later = done(agent, "ProbeDelay-v1", 24_000)) {
      assertThat(Trainings.ask(constant, 0).value).isCloseTo(1, within(0.1));
      assertThat(Trainings.ask(observed, -1).value).isCloseTo(-1, within(0.1));
      assertThat(Trainings.ask(observed, 1).value).isCloseTo(1, within(0.1));
      assertThat(Trainings.ask(later, 0).value).isCloseTo(0.9, within(0.1));
      assertThat(Trainings.ask(later, 1).value).isCloseTo(1, within(0.1));
    }
  }

  /** With γ = 0.9 a reward of 1 for ever is worth 10; who takes the cut for an end learns 6.5. */
  @ParameterizedTest
  @ValueSource(strings = {"reinforce", "actor-critic", "a2c"})
  void truncationBootstraps(String agent) {
    try (Trainer trainer = done(agent, "ProbeTruncation-v1", 120_000)) {
      assertThat(Trainings.ask(trainer, 0).value).isCloseTo(10, within(0.8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reinforce", "actor-critic", "a2c"})
  void theRightActionIsLearned(String agent) {
    try (Trainer trainer = done(agent, "ProbeActionObservation-v1", 16_000)) {
      for (int right = 0; right < 2; right++) {
        Trainings.Answer answer = Trainings.ask(trainer, right == 0 ? -1 : 1);
        assertThat(answer.actions.indices[0]).isEqualTo(right);
        assertThat(answer.probabilities[right]).isGreaterThan(0.8f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reinforce", "actor-critic", "a2c"})
  void everyWayOfComputingEndsWithTheSameBits(String agent) throws Exception {
    Map<String, String> settings =
        small(agent, "normalise.observations", "true", "normalise.rewards", "true");
    Trainings.assertReproducible(agent, "CartPole-v1", 400, 3, settings, List.of(1, 4, 5, 30, 100));
    Trainings.assertReproducible(agent, "Pendulum-v1", 400, 2, settings, List.of(5, 199));
    Trainings.assertReproducible(agent, "GamblersProblem-v1", 200, 2, settings, List.of(50));
  }

  /** What an agent that is fed by hand made of it. */
  private static final class ByHand {

    final Agent agent;
    final Map<String, Double> metrics = new HashMap<>();
    private final ActionBatch actions = new ActionBatch(new Discrete(2), 1);
    private final RandomGenerator[] streams = {new RandomStream(3)};

    ByHand(String agent, String... settings) {
      this.agent =
          definition(agent)
              .create(Contexts.of(new Discrete(3), new Discrete(2), 1000, small(agent, settings)));
    }

    double value(int state) {
      StepBatch now = new StepBatch(1, 1, 0);
      now.observations[0] = state;
      Actor actor = agent.target().actor(1);
      actor.act(now, new ActionBatch(new Discrete(2), 1), streams);
      Trainings.Answer answer = new Trainings.Answer(new Discrete(2));
      ((Explains) actor).explain(0, answer);
      return answer.value;
    }

    void step(int from, double reward, int to, boolean terminated, boolean truncated) {
      StepBatch before = new StepBatch(1, 1, 0);
      before.observations[0] = from;
      agent.behaviour().act(before, actions, streams);
      StepBatch after = new StepBatch(1, 1, 0);
      after.rewards[0] = reward;
      after.successors[0] = to;
      after.observations[0] = terminated || truncated ? 0 : to;
      after.terminated[0] = terminated;
      after.truncated[0] = truncated;
      agent.observe(before, actions, after);
      agent.learn(metrics::put);
    }
  }

  /** One rollout of 0 →(1) 1 →(2) 2 that goes on: A and R with λ = 1 are n-step returns. */
  @Test
  void a2cUpdatesByTheReturnsOfItsRollout() {
    ByHand hand = new ByHand("a2c", "rollout", "2");
    double v0 = hand.value(0);
    double v1 = hand.value(1);
    double v2 = hand.value(2);
    hand.step(0, 1, 1, false, false);
    assertThat(hand.metrics).isEmpty();
    hand.step(1, 2, 2, false, false);
    double r1 = 2 + 0.9 * v2;
    double r0 = 1 + 0.9 * r1;
    double squares = (r0 - v0) * (r0 - v0) + (r1 - v1) * (r1 - v1);
    assertThat(hand.metrics.get("loss/value")).isCloseTo(squares / 2, within(1e-5));
    assertThat(hand.metrics.get("policy/entropy")).isCloseTo(Math.log(2), within(1e-3));
    // Both actions have a probability of almost 1/2.
    double policy = Math.log(2) * ((r0 - v0) + (r1 - v1)) / 2;
    assertThat(hand.metrics.get("loss/policy")).isCloseTo(policy, within(0.05 * policy));
  }

  /** 0 →(1) 1 →(2) end: G is 1 + 0.9 · 2 and 2; cut there instead, V of state 2 follows. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void reinforceUpdatesByWholeEpisodes(boolean terminated, boolean truncated) {
    ByHand hand =
        new ByHand("reinforce", "entropy", "0", "value", "1", "normalise.advantages", "false");
    double v0 = hand.value(0);
    double v1 = hand.value(1);
    double g1 = 2 + (truncated ? 0.9 * hand.value(2) : 0);
    double g0 = 1 + 0.9 * g1;
    hand.step(0, 1, 1, false, false);
    assertThat(hand.metrics).isEmpty();
    hand.step(1, 2, 2, terminated, truncated);
    double squares = (g0 - v0) * (g0 - v0) + (g1 - v1) * (g1 - v1);
    double policy = Math.log(2) * ((g0 - v0) + (g1 - v1));
    assertThat(hand.metrics.get("loss/value")).isCloseTo(squares / 2, within(1e-5));
    assertThat(hand.metrics.get("loss/policy")).isCloseTo(policy / 2, within(0.05 * policy));
    // Errors of g − v around their mean, of returns around theirs.
    double error = (g0 - v0) - (g1 - v1);
    assertThat(hand.metrics.get("value/explained-variance"))
        .isCloseTo(1 - error * error / ((g0 - g1) * (g0 - g1)), within(1e-4));
  }

  /** An episode longer than is kept is learned from in parts. */
  @Test
  void reinforceCutsEpisodesThatAreTooLong() {
    ByHand hand = new ByHand("reinforce", "longest", "2");
    hand.step(0, 1, 1, false, false);
    assertThat(hand.metrics).isEmpty();
    hand.step(1, 1, 2, false, false);
    assertThat(hand.metrics).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void theErrorOfAStepIsThatOfTheBook(boolean terminated, boolean truncated) {
    ByHand hand = new ByHand("actor-critic");
    double v0 = hand.value(0);
    double v2 = hand.value(2);
    hand.step(0, 1, 2, terminated, truncated);
    double delta = 1 + (terminated ? 0 : 0.9 * v2) - v0;
    assertThat(hand.metrics.get("td-error/squared")).isCloseTo(delta * delta, within(1e-5));
  }

  /** Without hidden layers a state has a weight of its own, which only a trace moves later. */
  @ParameterizedTest
  @CsvSource({"0, false", "0.8, true"})
  void aTraceReachesTheStatesBefore(String lambda, boolean moves) throws Exception {
    ByHand hand =
        new ByHand("actor-critic", "network.hidden", "", "lambda", lambda, "entropy", "0");
    hand.step(0, 0, 1, false, false);
    float[] before = valueWeights(hand.agent);
    hand.step(1, 1, 2, false, false);
    float[] after = valueWeights(hand.agent);
    assertThat(after[1]).isGreaterThan(before[1]);
    assertThat(after[2]).isEqualTo(before[2]);
    assertThat(after[0] > before[0]).isEqualTo(moves);
    // An episode's end drops the trace.
    hand.step(2, 0, 0, true, false);
    before = valueWeights(hand.agent);
    hand.step(1, 1, 2, false, false);
    assertThat(valueWeights(hand.agent)[0]).isEqualTo(before[0]);
  }

  private float[] valueWeights(Agent agent) throws Exception {
    Path file = folder.resolve("agent.safetensors");
    Files.deleteIfExists(file);
    Checkpoint.write(file, agent);
    return Safetensors.read(file).tensor("network/value.weight").floats();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> definition("actor-critic").settings(Map.of("lambda", "1.5")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lambda must be in [0, 1], got 1.5");
    assertThatThrownBy(
            () -> definition("actor-critic").settings(Map.of("normalise.advantages", "true")))
        .hasMessageContaining("normalise.advantages must be false");
    assertThatThrownBy(() -> definition("a2c").settings(Map.of("rollout", "0")))
        .hasMessageContaining("rollout must be at least 1, got 0");
    assertThatThrownBy(() -> definition("reinforce").settings(Map.of("entropy", "-1")))
        .hasMessageContaining("entropy must be at least 0, got -1.0");
  }
}
