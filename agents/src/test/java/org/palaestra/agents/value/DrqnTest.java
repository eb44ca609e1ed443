package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

final class DrqnTest {

  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("network.body.hidden", "16"),
          Map.entry("network.memory", "16"),
          Map.entry("replay.capacity", "4000"),
          Map.entry("replay.warmup", "200"),
          Map.entry("replay.batch", "16"),
          Map.entry("replay.length", "6"),
          Map.entry("learning.every", "4"),
          Map.entry("learning.rate.from", "0.005"),
          Map.entry("learning.rate.to", "0.001"),
          Map.entry("targetEvery", "100"),
          Map.entry("exploration.to", "0.1"),
          Map.entry("discount", "0.9"));

  /** Acts for two copies, whose cues differ, through three blank observations. */
  @ParameterizedTest
  @CsvSource({"1, 6, 0", "4, 8, 2"})
  void theCueIsRememberedUntilItIsTimeToAct(int copies, String length, String burnIn) {
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.put("replay.length", length);
    settings.put("replay.burnIn", burnIn);
    try (Trainer trainer = Trainings.done("drqn", "ProbeMemory-v1", 12_000, copies, settings)) {
      Actor actor = trainer.agent().target().actor(2);
      ActionBatch actions = new ActionBatch(new Discrete(2), 2);
      RandomGenerator[] streams = {new RandomStream(1), new RandomStream(2)};
      float[] last = new float[2];
      for (int episode = 0; episode < 4; episode++) {
        int firstCue = episode % 2 == 0 ? 1 : -1;
        for (int step = 0; step < 5; step++) {
          StepBatch now = new StepBatch(2, 2, 0);
          if (step == 0) {
            now.starts[0] = true;
            now.starts[1] = true;
            now.observations[0] = firstCue;
            now.observations[2] = -firstCue;
          }
          now.observations[1] = step == 4 ? 1 : 0;
          now.observations[3] = step == 4 ? 1 : 0;
          actor.act(now, actions, streams);
        }
        assertThat(actions.indices[0]).as("episode %d", episode).isEqualTo((firstCue + 1) / 2);
        assertThat(actions.indices[1]).as("episode %d", episode).isEqualTo((1 - firstCue) / 2);
        Trainings.Answer answer = new Trainings.Answer(new Discrete(2));
        ((Explains) actor).explain(0, answer);
        last[episode % 2] = answer.actionValues[actions.indices[0]];
      }
      assertThat(last[0]).isCloseTo(1, within(0.25f));
      assertThat(last[1]).isCloseTo(1, within(0.25f));
    }
  }

  /**
   * A network that knows no memory and values the actions at 2 and 3 everywhere, γ = 1/2. One
   * episode of four steps with rewards 1, 2, 4, 8 is all that is remembered.
   */
  private static double loss(boolean terminated, boolean truncated, int burnIn) {
    Map<String, String> changes =
        Map.ofEntries(
            Map.entry("network.body.hidden", ""),
            Map.entry("network.memory", "1"),
            Map.entry("replay.capacity", "4"),
            Map.entry("replay.warmup", "1"),
            Map.entry("replay.batch", "1"),
            Map.entry("replay.length", "5"),
            Map.entry("replay.burnIn", Integer.toString(burnIn)),
            Map.entry("learning.loss", "squared"),
            Map.entry("discount", "0.5"));
    DrqnSettings settings = Settings.bind(DrqnSettings.classicControl(), changes);
    Task task = new Task(Contexts.of(Box.of(-9, 9, 1), new Discrete(2), 1000, Map.of()));
    RecurrentQNetwork[] networks = new RecurrentQNetwork[2];
    for (int i = 0; i < 2; i++) {
      networks[i] = new RecurrentQNetwork(task, settings.network());
      networks[i].weights().all().forEach(parameter -> parameter.set(new float[parameter.size()]));
      networks[i].weights().all().get(5).set(2, 3);
    }
    ReplayMemory memory = new ReplayMemory(Box.of(-9, 9, 1), new Discrete(2), 1, 4);
    for (int t = 0; t < 4; t++) {
      StepBatch before = new StepBatch(1, 1, 0);
      before.starts[0] = t == 0;
      StepBatch after = new StepBatch(1, 1, 0);
      after.rewards[0] = 1 << t;
      after.terminated[0] = t == 3 && terminated;
      after.truncated[0] = t == 3 && truncated;
      memory.add(before, new ActionBatch(new Discrete(2), 1), after);
    }
    SequenceUpdate update = new SequenceUpdate(task, memory, settings, networks[0], networks[1]);
    // A stream whose first draw among four is the first step.
    long seed = 0;
    while (new RandomStream(seed).nextInt(4) != 0) {
      seed++;
    }
    update.draw(new RandomStream(seed), 0);
    update.bootstrap();
    update.learning().forward();
    return update.loss().scalar();
  }

  /**
   * Action 0 is always taken, Q = 2; the future is 1.5. y = 2.5, 3.5, 5.5 and 9.5, or 8 where the
   * last step terminated: δ = 0.5, 1.5, 3.5 and 7.5 or 6. Squares 0.25, 2.25, 12.25 and 56.25 or
   * 36.
   */
  @Test
  void sequencesBootstrapUnlessTheEpisodeTerminated() {
    assertThat(loss(true, false, 0)).isCloseTo((14.75 + 36) / 4, within(1e-5));
    assertThat(loss(false, true, 0)).isCloseTo((14.75 + 56.25) / 4, within(1e-5));
    assertThat(loss(false, false, 0)).isCloseTo((14.75 + 56.25) / 4, within(1e-5));
  }

  @Test
  void theBurnInIsNotLearnedFrom() {
    assertThat(loss(true, false, 2)).isCloseTo((12.25 + 36) / 2, within(1e-5));
  }
}
