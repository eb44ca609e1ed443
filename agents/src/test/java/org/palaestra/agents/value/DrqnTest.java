package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.agents.Weights;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
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

  /** An LSTM of one unit behind one observed number, its gates in the order i, f, g, o. */
  private static double[][] read(Map<String, double[]> w, double[] x, boolean[] resets) {
    double[] in = Weights.get(w, "body.memory.weight_ih");
    double[] back = Weights.get(w, "body.memory.weight_hh");
    double[] biasIn = Weights.get(w, "body.memory.bias_ih");
    double[] biasBack = Weights.get(w, "body.memory.bias_hh");
    double[][] q = new double[x.length][];
    double h = 0;
    double c = 0;
    for (int t = 0; t < x.length; t++) {
      h = resets[t] ? 0 : h;
      c = resets[t] ? 0 : c;
      double[] gates = new double[4];
      for (int k = 0; k < 4; k++) {
        double sum = in[k] * x[t] + biasIn[k] + back[k] * h + biasBack[k];
        gates[k] = k == 2 ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
      }
      c = gates[1] * c + gates[0] * gates[2];
      h = gates[3] * Math.tanh(c);
      q[t] = Weights.linear(w, "head", new double[] {h});
    }
    return q;
  }

  /**
   * One whole update. The stream draws the second of four steps. The third is cut by its time limit
   * and leads to 0.6, which has a place of its own behind it; the fourth begins an episode that
   * goes on to −0.3: the sequence is 0.8, −0.5, 0.6 and, forgetting what was before, 0.4, −0.3.
   */
  @Test
  void anUpdateGoesThroughTimeToTheWeights(@TempDir Path folder) throws Exception {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("network.body.hidden", ""),
            Map.entry("network.memory", "1"),
            Map.entry("replay.capacity", "4"),
            Map.entry("replay.warmup", "3"),
            Map.entry("replay.batch", "1"),
            Map.entry("replay.length", "5"),
            Map.entry("learning.every", "1"),
            Map.entry("learning.loss", "squared"),
            Map.entry("learning.rate.from", "0.1"),
            Map.entry("learning.rate.to", "0.1"),
            Map.entry("longestGradient", "0.05"),
            Map.entry("discount", "0.5"));
    assertThat(new RandomStreams(1).stream(RandomStreams.REPLAY).nextInt(4)).isEqualTo(1);
    Agent agent =
        Drqn.definition().create(Contexts.of(Box.of(-1, 1, 1), new Discrete(2), 1000, settings));
    double[] observed = {0.1, 0.8, -0.5, 0.4, -0.3};
    int[] taken = {0, 1, 0, 1};
    double[] rewards = {1, 0.4, -0.5, 0.75};
    Map<String, Double> metrics = new HashMap<>();
    for (int t = 0; t < 4; t++) {
      if (t == 3) {
        Map<String, float[]> chosen = new HashMap<>();
        Map<String, double[]> sizes = Weights.of(agent, folder, "online/");
        chosen.putAll(Weights.drawn(sizes, "online/", 2));
        chosen.putAll(Weights.drawn(sizes, "target/", 3));
        Chosen.restore(agent, folder.resolve("chosen.safetensors"), chosen, Map.of());
      }
      StepBatch before = new StepBatch(1, 1, 0);
      before.observations[0] = (float) observed[t];
      before.starts[0] = t == 0 || t == 3;
      StepBatch after = new StepBatch(1, 1, 0);
      after.observations[0] = (float) observed[t + 1];
      after.successors[0] = t == 2 ? 0.6f : (float) observed[t + 1];
      after.truncated[0] = t == 2;
      after.starts[0] = t == 2;
      after.rewards[0] = rewards[t];
      ActionBatch actions = new ActionBatch(new Discrete(2), 1);
      actions.indices[0] = taken[t];
      agent.observe(before, actions, after);
    }
    Map<String, double[]> w = Weights.of(agent, folder, "online/");
    Map<String, double[]> target = Weights.of(agent, folder, "target/");
    agent.learn(metrics::put);

    double[] x = {0.8, -0.5, 0.6, 0.4, -0.3};
    boolean[] resets = {true, false, false, true, false};
    double[][] next = read(target, x, resets);
    int[] places = {0, 1, 3};
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] ahead = next[places[i] + 1];
      y[i] = rewards[i + 1] + 0.5 * Math.max(ahead[0], ahead[1]);
    }
    DoubleSupplier loss =
        () -> {
          double[][] q = read(w, x, resets);
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            double error = q[places[i]][taken[i + 1]] - y[i];
            sum += error * error / 3;
          }
          return sum;
        };
    assertThat(metrics.get("loss/td")).isCloseTo(loss.getAsDouble(), within(1e-5));
    Map<String, double[]> gradient = Weights.gradient(w, loss);
    assertThat(Weights.cut(gradient, 0.05)).as("it is cut").isGreaterThan(0.05);
    Map<String, double[]> after = Weights.of(agent, folder, "online/");
    Map<String, double[]> means = Weights.of(agent, folder, "adam/m/");
    gradient.forEach(
        (name, slopes) -> {
          for (int i = 0; i < slopes.length; i++) {
            double g = slopes[i];
            assertThat(Weights.get(means, name)[i]).as(name).isCloseTo(0.1 * g, within(1e-7));
            double step = Math.abs(g) < 1e-5 ? Double.NaN : 0.1 * Math.signum(g);
            if (!Double.isNaN(step)) { // Adam's first one has the length of the rate
              assertThat(Weights.get(after, name)[i])
                  .as(name)
                  .isCloseTo(Weights.get(w, name)[i] - step, within(1e-3));
            }
          }
        });
  }
}
