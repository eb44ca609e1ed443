package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

final class DqnTest {

  private static final Map<String, String> SMALL =
      Map.of(
          "network.hidden", "16",
          "replay.capacity", "500",
          "replay.warmup", "32",
          "replay.batch", "32",
          "learning.every", "1",
          "learning.rate.from", "0.005",
          "learning.rate.to", "0.005",
          "targetEvery", "20",
          "discount", "0.5");

  /**
   * The observation is −1 or 1 by chance. In {@code "match"} the reward is 1 for answering it with
   * action 0 or 1, else 0; in {@code "constant"} it is always 1. Episodes end after one step by
   * themselves or not at all.
   */
  private static final class Probe implements DiscreteEnvironment, Restorable {

    private final boolean match;
    private final boolean ends;
    private float cue;
    private boolean terminated;

    Probe(boolean match, boolean ends) {
      this.match = match;
      this.ends = ends;
    }

    @Override
    public Space observationSpace() {
      return Box.of(-1, 1, 1);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public void reset(RandomGenerator random) {
      cue = random.nextInt(2) * 2 - 1;
      terminated = false;
    }

    @Override
    public double step(int action, RandomGenerator random) {
      double reward = !match || (action == 1) == (cue > 0) ? 1 : 0;
      cue = random.nextInt(2) * 2 - 1;
      terminated = ends;
      return reward;
    }

    @Override
    public boolean terminated() {
      return terminated;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = cue;
    }

    @Override
    public int stateSize() {
      return 2;
    }

    @Override
    public int save(double[] out) {
      out[0] = cue;
      out[1] = terminated ? 1 : 0;
      return 2;
    }

    @Override
    public void restore(double[] state, int length) {
      cue = (float) state[0];
      terminated = state[1] != 0;
    }
  }

  private static final Environments ENVIRONMENTS =
      Environments.of(
          EnvironmentDefinition.of("Match-v0", "", 0, () -> new Probe(true, true)),
          EnvironmentDefinition.of("Ends-v0", "", 0, () -> new Probe(false, true)),
          EnvironmentDefinition.of("Cut-v0", "", 1, () -> new Probe(false, false)));

  private static Trainer trainer(String environment, long steps, int copies, String kernels) {
    return trainer(environment, steps, copies, kernels, SMALL, 1);
  }

  private static Trainer trainer(
      String environment,
      long steps,
      int copies,
      String kernels,
      Map<String, String> settings,
      int threads) {
    EnvironmentSpec spec = ENVIRONMENTS.find(environment).spec();
    TrainingPlan plan =
        new TrainingPlan(
            spec,
            "dqn",
            Settings.flatten(Dqn.definition().settings(settings)),
            7,
            steps,
            copies,
            kernels);
    return new Trainer(plan, ENVIRONMENTS, Agents.of(Dqn.definition()), threads);
  }

  private static Trainer trained(String environment, long steps, int copies, String kernels) {
    Trainer trainer = trainer(environment, steps, copies, kernels);
    while (!trainer.done()) {
      trainer.step();
    }
    return trainer;
  }

  private static float[] values(Trainer trainer, float observation) {
    StepBatch now = new StepBatch(1, 1, 0);
    now.observations[0] = observation;
    Actor actor = trainer.agent().target().actor(1);
    actor.act(now, new ActionBatch(new Discrete(2), 1), new RandomStream[] {new RandomStream(1)});
    float[] values = new float[2];
    ((Explains) actor)
        .explain(
            0,
            new Explains.Explanation() {
              @Override
              public void actionValues(float[] q) {
                System.arraycopy(q, 0, values, 0, 2);
              }

              @Override
              public void probabilities(float[] probabilities) {}

              @Override
              public void stateValue(double value) {}
            });
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theRightAnswerIsLearned(int copies) {
    try (Trainer trainer = trained("Match-v0", 1500, copies, "auto")) {
      for (float cue : new float[] {-1, 1}) {
        float[] q = values(trainer, cue);
        assertThat(q[cue > 0 ? 1 : 0]).isCloseTo(1, within(0.1f));
        assertThat(q[cue > 0 ? 0 : 1]).isCloseTo(0, within(0.1f));
      }
    }
  }

  /** With γ = 1/2 a reward of 1 for ever is worth 2, a single one 1. */
  @ParameterizedTest
  @CsvSource({"Ends-v0, 1", "Cut-v0, 2"})
  void terminationHasNoFutureAndTruncationHas(String environment, float expected) {
    try (Trainer trainer = trained(environment, 2500, 1, "auto")) {
      for (float cue : new float[] {-1, 1}) {
        for (float value : values(trainer, cue)) {
          assertThat(value).isCloseTo(expected, within(0.1f));
        }
      }
    }
  }

  @Test
  void twinsAndBothKernelsEndWithTheSameBits() {
    try (Trainer first = trained("Match-v0", 400, 2, "vector");
        Trainer second = trained("Match-v0", 400, 2, "vector");
        Trainer scalar = trained("Match-v0", 400, 2, "scalar")) {
      String hash = Checkpoint.hashOf(first);
      assertThat(Checkpoint.hashOf(second)).isEqualTo(hash);
      assertThat(Checkpoint.hashOf(scalar)).isEqualTo(hash);
    }
  }

  /** Layers so wide that threads share their products. */
  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    Map<String, String> wide = new HashMap<>(SMALL);
    wide.put("network.hidden", "256,256");
    wide.put("replay.batch", "64");
    wide.put("replay.warmup", "64");
    List<String> hashes = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (Trainer trainer = trainer("Match-v0", 100, 1, "vector", wide, threads)) {
        while (!trainer.done()) {
          trainer.step();
        }
        hashes.add(Checkpoint.hashOf(trainer));
      }
    }
    assertThat(hashes).containsOnly(hashes.get(0));
  }

  @Test
  void nothingIsLearnedBeforeTheWarmupIsOver() {
    try (Trainer trainer = trainer("Match-v0", 1000, 1, "auto")) {
      float[] before = values(trainer, 1);
      while (trainer.steps() < 32) {
        trainer.step();
      }
      assertThat(values(trainer, 1)).isEqualTo(before);
      trainer.step();
      assertThat(values(trainer, 1)).isNotEqualTo(before);
    }
  }

  @Test
  void continuousActionsAreRefusedWithAWayOut() {
    AgentContext context = Contexts.of(Box.of(-1, 1, 3), Box.of(-2, 2, 1), 1000, Map.of());
    assertThatThrownBy(() -> Dqn.definition().create(context))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("dqn needs discrete actions; Test-v0 has continuous ones: use ");
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    Map<String, String> changes = new HashMap<>(SMALL);
    changes.put("replay.batch", "64");
    assertThatThrownBy(() -> Dqn.definition().settings(changes))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("replay.batch=64 is larger than replay.warmup=32");
    assertThatThrownBy(() -> Dqn.definition().settings(Map.of("replay.capasity", "9")))
        .hasMessage("unknown key \"replay.capasity\"; did you mean replay.capacity?");
    assertThat(Optional.of(Dqn.definition().settings(Map.of()))).isPresent();
  }
}
