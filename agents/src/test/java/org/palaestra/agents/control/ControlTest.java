package org.palaestra.agents.control;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.BuiltInAgents;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Parameters;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

/** DDPG, TD3 and SAC. */
final class ControlTest {

  private static AgentDefinition<?> definition(String agent) {
    return new BuiltInAgents()
        .agents().stream().filter(each -> each.id().equals(agent)).findFirst().orElseThrow();
  }

  private static Map<String, String> small(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("network.hidden", "16");
    all.put("replay.capacity", "2000");
    all.put("replay.warmup", "64");
    all.put("replay.batch", "32");
    all.put("follow", "0.02");
    all.put("discount", "0.5");
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ddpg", "td3", "sac"})
  void theRightNumberIsLearned(String agent) {
    try (Trainer trainer =
        Trainings.done(agent, "ProbeContinuousActionObservation-v1", 6_000, 2, small())) {
      assertThat(Trainings.ask(trainer, -1).actions.values[0]).isCloseTo(-0.5f, within(0.12f));
      assertThat(Trainings.ask(trainer, 1).actions.values[0]).isCloseTo(0.5f, within(0.12f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ddpg", "td3", "sac"})
  void everyWayOfComputingEndsWithTheSameBits(String agent) throws Exception {
    Trainings.assertReproducible(
        agent, "Pendulum-v1", 500, 2, small(), List.of(1, 31, 32, 33, 100, 249));
  }

  /**
   * The observation is 1 for ever, the reward 1 whatever is done, and each step is the last of its
   * episode: terminated, so that it is worth 1, or cut, so that with γ = 1/2 it is worth 2.
   */
  @ParameterizedTest
  @CsvSource({
    "ddpg, true, 1",
    "ddpg, false, 2",
    "td3, true, 1",
    "td3, false, 2",
    "sac, true, 1",
    "sac, false, 2"
  })
  void terminationHasNoFutureAndTruncationHas(String id, boolean terminated, double expected) {
    Map<String, String> settings = small("follow", "0.05");
    if (id.equals("sac")) {
      settings.put("temperature", "0.0001");
      settings.put("learnTemperature", "false");
    }
    Agent agent =
        definition(id).create(Contexts.of(Box.of(-1, 1, 1), Box.of(-2, 2, 1), 1000, settings));
    Map<String, Double> metrics = new HashMap<>();
    ActionBatch actions = new ActionBatch(Box.of(-2, 2, 1), 1);
    RandomGenerator[] streams = {new RandomStream(3)};
    for (int step = 0; step < 1500; step++) {
      StepBatch before = new StepBatch(1, 1, 0);
      before.observations[0] = 1;
      before.starts[0] = true;
      agent.behaviour().act(before, actions, streams);
      assertThat(actions.values[0]).isBetween(-2f, 2f);
      StepBatch after = new StepBatch(1, 1, 0);
      after.observations[0] = 1;
      after.successors[0] = 1;
      after.rewards[0] = 1;
      after.terminated[0] = terminated;
      after.truncated[0] = !terminated;
      after.starts[0] = true;
      agent.observe(before, actions, after);
      agent.learn(metrics::put);
    }
    assertThat(metrics.get("q/mean")).isCloseTo(expected, within(0.1));
  }

  @Test
  void actionsAreScaledToTheirBoundsAndBack() {
    ActionScale scale = new ActionScale(Box.vector(new float[] {-2, 0}, new float[] {2, 10}));
    float[] sent = new float[5];
    scale.send(new float[] {9, -0.5f, 0.2f}, 1, sent, 2);
    assertThat(sent).containsExactly(0, 0, -1, 6, 0);
    scale.send(new float[] {-3, 7}, 0, sent, 0);
    assertThat(sent[0]).isEqualTo(-2);
    assertThat(sent[1]).isEqualTo(10);
    float[] received = new float[2];
    scale.receive(new float[] {-1, 6}, 0, received, 0);
    assertThat(received[0]).isEqualTo(-0.5f);
    assertThat(received[1]).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void targetsFollowByTau() {
    Parameters slow = new Parameters();
    Parameters fast = new Parameters();
    slow.add("w", Initialisers.constant(1), 2);
    fast.add("w", Initialisers.constant(3), 2);
    slow.initialise(new RandomStream(1));
    fast.initialise(new RandomStream(1));
    Following.follow(slow, fast, 0.25);
    assertThat(slow.all().get(0).get()).containsExactly(1.5f, 1.5f);
    assertThat(fast.all().get(0).get()).containsExactly(3, 3);
  }

  /** The policy is broad at first; its entropy is to come down to −1, and α with it. */
  @Test
  void theTemperatureFallsWhileThereIsMoreChanceThanWanted() {
    Agent agent =
        definition("sac").create(Contexts.of(Box.of(-1, 1, 1), Box.of(-1, 1, 1), 1000, small()));
    Map<String, Double> metrics = new HashMap<>();
    ActionBatch actions = new ActionBatch(Box.of(-1, 1, 1), 1);
    RandomGenerator[] streams = {new RandomStream(3)};
    StepBatch now = new StepBatch(1, 1, 0);
    StepBatch after = new StepBatch(1, 1, 0);
    after.terminated[0] = true;
    double before = Double.NaN;
    for (int step = 0; step < 80; step++) {
      agent.behaviour().act(now, actions, streams);
      agent.observe(now, actions, after);
      agent.learn(metrics::put);
      if (step == 63) {
        // The first update moves log α by the whole rate of Adam: down by 0.001.
        assertThat(metrics.get("policy/temperature")).isCloseTo(Math.exp(-0.001), within(1e-6));
        before = metrics.getOrDefault("policy/temperature", Double.NaN);
      }
    }
    assertThat(metrics.get("policy/entropy")).isGreaterThan(-1);
    assertThat(metrics.get("policy/temperature")).isLessThan(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ddpg", "td3", "sac"})
  void whatCannotWorkIsRefused(String agent) {
    assertThatThrownBy(
            () ->
                definition(agent)
                    .create(Contexts.of(Box.of(-1, 1, 3), new Discrete(2), 1, Map.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(agent + " needs continuous actions; Test-v0 has discrete ones: use dqn or ppo");
    assertThatThrownBy(
            () ->
                definition(agent)
                    .create(
                        Contexts.of(
                            Box.of(-1, 1, 3), Box.of(0, Float.POSITIVE_INFINITY, 1), 1, Map.of())))
        .hasMessageContaining("needs actions between finite bounds; number 0 of Test-v0's");
    assertThatThrownBy(() -> definition(agent).settings(Map.of("follow", "0")))
        .hasMessageContaining("follow must be above 0, got 0.0");
    assertThatThrownBy(() -> definition(agent).settings(Map.of("replay.batch", "100000")))
        .hasMessageContaining("is larger than replay.warmup");
  }
}
