package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Agent;
import org.palaestra.agents.BuiltInAgents;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Weights;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Safetensors;

/**
 * One whole update of every relative of DQN, from four remembered steps to the weights behind Adam,
 * against {@link WorkedUpdate}. The first step terminates, γ = 1/2, the rate is 1/10.
 */
final class WorkedUpdateTest {

  private static final double GAMMA = 0.5;
  private static final double RATE = 0.1;
  private static final double[][] STATES = {{0.9, -0.4}, {0.3, 0.8}, {-0.6, 0.5}, {0.7, 0.6}};
  private static final double[][] SUCCESSORS = {{0.1, 0.2}, STATES[2], STATES[3], {0.2, 0.9}};
  private static final int[] TAKEN = {0, 1, 0, 1};
  private static final double[] REWARDS = {0.4, -0.5, 0.75, 0.3};

  private final Path folder;
  private final Map<String, Double> metrics = new HashMap<>();

  WorkedUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Agent agent(String id) {
    var definition =
        new BuiltInAgents()
            .agents().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    Map<String, String> settings =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("network.hidden", "2"),
                Map.entry("network.body.hidden", "2"),
                Map.entry("streams.hidden", "2"),
                Map.entry("network.streams.hidden", "2"),
                Map.entry("atoms.count", "4"),
                Map.entry("atoms.low", Double.toString(WorkedUpdate.LOW)),
                Map.entry("atoms.high", Double.toString(WorkedUpdate.HIGH)),
                Map.entry("quantiles.count", "2"),
                Map.entry("replay.capacity", "4"),
                Map.entry("replay.batch", "3"),
                Map.entry("replay.warmup", "3"),
                Map.entry("replay.steps", "2"),
                Map.entry("learning.every", "1"),
                Map.entry("learning.rate.from", Double.toString(RATE)),
                Map.entry("learning.rate.to", Double.toString(RATE)),
                Map.entry("longestGradient", "0.01"),
                Map.entry("discount", Double.toString(GAMMA))));
    settings.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    return definition.create(Contexts.of(Box.of(-1, 1, 2), new Discrete(2), 1000, settings));
  }

  private static void observe(Agent agent, int t) {
    StepBatch before = new StepBatch(1, 2, 0);
    before.starts[0] = t < 2;
    StepBatch after = new StepBatch(1, 2, 0);
    for (int i = 0; i < 2; i++) {
      before.observations[i] = (float) STATES[t][i];
      after.successors[i] = (float) SUCCESSORS[t][i];
      after.observations[i] = (float) (t == 0 ? STATES[1] : SUCCESSORS[t])[i];
    }
    after.rewards[0] = REWARDS[t];
    after.terminated[0] = t == 0;
    after.starts[0] = t == 0;
    ActionBatch taken = new ActionBatch(new Discrete(2), 1);
    taken.indices[0] = TAKEN[t];
    agent.observe(before, taken, after);
  }

  private double[] doubles(Agent agent, String name) throws Exception {
    Path file = folder.resolve("agent.safetensors");
    Checkpoint.write(file, agent);
    return Safetensors.read(file).tensor(name).doubles();
  }

  /** n steps from one on, or fewer where the episode ends. */
  private static WorkedUpdate.Step look(int from, int n, double weight) {
    double reward = 0;
    double discount = 1;
    for (int t = from; ; t++) {
      reward += discount * REWARDS[t];
      discount *= GAMMA;
      if (t == 0) {
        return new WorkedUpdate.Step(STATES[from], TAKEN[from], reward, 0, SUCCESSORS[t], weight);
      }
      if (t == from + n - 1 || t == 3) {
        return new WorkedUpdate.Step(
            STATES[from], TAKEN[from], reward, discount, SUCCESSORS[t], weight);
      }
    }
  }

  /** The parameters in the order of their layers, from what a checkpoint has in any. */
  private static Map<String, double[]> inOrder(Map<String, double[]> any) {
    Map<String, double[]> ordered = new LinkedHashMap<>();
    for (String layer : List.of("body", "head.value", "head.advantage", "head")) {
      any.keySet().stream()
          .filter(name -> name.startsWith(layer + "."))
          .sorted()
          .forEach(name -> ordered.putIfAbsent(name, Weights.get(any, name)));
    }
    return ordered;
  }

  private Agent remembering(String id, long seed, Map<String, double[]> sampling) throws Exception {
    Agent agent = agent(id);
    for (int t = 0; t < 3; t++) {
      observe(agent, t);
    }
    Map<String, double[]> shapes = inOrder(Weights.of(agent, folder, "online/"));
    Map<String, float[]> chosen = new HashMap<>(Weights.drawn(shapes, "online/", seed));
    chosen.putAll(Weights.drawn(shapes, "target/", seed + 1));
    Chosen.restore(agent, folder.resolve("chosen.safetensors"), chosen, sampling);
    return agent;
  }

  private void assertUpdated(
      String id,
      Map<String, double[]> sampling,
      WorkedUpdate.Agent kind,
      WorkedUpdate.Step[] batch,
      double longest,
      double adamEpsilon,
      Function<WorkedUpdate, double[]> priorities)
      throws Exception {
    Agent agent;
    Map<String, double[]> online;
    Map<String, double[]> target;
    WorkedUpdate worked;
    long seed = 1;
    do { // until it matters who chooses
      agent = remembering(id, seed++, sampling);
      online = inOrder(Weights.of(agent, folder, "online/"));
      target = inOrder(Weights.of(agent, folder, "target/"));
      worked = new WorkedUpdate(kind, batch, online, target, new RandomStreams(1).stream("noise"));
    } while (kind.twice() && worked.disagreements == 0);
    observe(agent, 3);
    agent.learn(metrics::put);

    assertThat(metrics.get("loss/td")).as("loss").isCloseTo(worked.loss(), within(1e-5));
    assertThat(metrics.get("q/mean")).as("value").isCloseTo(worked.meanValue(), within(1e-5));
    double errors = 0;
    for (int i = 0; i < batch.length; i++) {
      errors += worked.error(i) / batch.length;
    }
    assertThat(metrics.get("td-error/mean")).as("errors").isCloseTo(errors, within(1e-5));

    Map<String, double[]> gradient = worked.gradient();
    assertThat(Weights.cut(gradient, longest)).as("the limit is tried").isGreaterThan(0.01);
    Map<String, double[]> after = inOrder(Weights.of(agent, folder, "online/"));
    Map<String, double[]> means = Weights.of(agent, folder, "adam/m/");
    int moved = 0;
    for (String name : gradient.keySet()) {
      for (int i = 0; i < Weights.get(online, name).length; i++) {
        double g = Weights.get(gradient, name)[i];
        // Adam's means begin with 0 and are corrected for it: m = 0.1 g, and the first step is g /
        // (|g| + ε).
        assertThat(Weights.get(means, name)[i])
            .as("gradient of %s[%d]", name, i)
            .isCloseTo(0.1 * g, within(1e-6 * Math.min(1, longest)));
        double step = RATE * g / (Math.abs(g) + adamEpsilon);
        if (Math.abs(g) > 1e-4 * Math.min(1, longest) || g == 0) {
          assertThat(Weights.get(after, name)[i])
              .as("%s[%d]", name, i)
              .isCloseTo(Weights.get(online, name)[i] - step, within(1e-4));
          moved += step == 0 ? 0 : 1;
        }
      }
    }
    assertThat(moved).as("weights that moved").isGreaterThan(4);
    double[] expected = priorities.apply(worked);
    if (expected.length > 0) {
      assertThat(doubles(agent, "sampling/weights")).containsExactly(expected, within(1e-5));
    }
    Map<String, double[]> waiting = inOrder(Weights.of(agent, folder, "target/"));
    for (String name : waiting.keySet()) {
      assertThat(Weights.get(waiting, name)).as(name).isEqualTo(Weights.get(target, name));
    }
  }

  /**
   * Of four steps a stream draws three, each looking two steps ahead where the episode goes on; the
   * agent without a memory has the fourth alone.
   */
  @ParameterizedTest
  @CsvSource({
    "dqn, VALUE, false, false, false, 1, 1e-8",
    "dqn-without-replay, VALUE, false, false, false, 1, 1e-8",
    "double-dqn, VALUE, true, false, false, 1, 1e-8",
    "dueling-dqn, VALUE, true, true, false, 1, 1e-8",
    "noisy-dqn, VALUE, false, false, true, 1, 1e-8",
    "c51, ATOMS, false, false, false, 4, 0.0033333",
    "qr-dqn, QUANTILES, false, false, false, 2, 0.0033333"
  })
  void anUpdateIsThatOfThePaper(
      String id,
      WorkedUpdate.Kind kind,
      boolean twice,
      boolean dueling,
      boolean noisy,
      int z,
      double adamEpsilon)
      throws Exception {
    RandomStream draws = new RandomStreams(1).stream(RandomStreams.REPLAY);
    WorkedUpdate.Step[] batch = new WorkedUpdate.Step[3];
    Arrays.setAll(batch, i -> look(draws.nextInt(4), 2, 1));
    if (id.equals("dqn-without-replay")) {
      batch = new WorkedUpdate.Step[] {look(3, 1, 1)};
    }
    assertUpdated(
        id,
        Map.of(),
        new WorkedUpdate.Agent(kind, twice, dueling, noisy, noisy, z),
        batch,
        dueling ? 0.01 : Double.POSITIVE_INFINITY,
        adamEpsilon,
        worked -> new double[0]);
  }

  /**
   * Priorities (p^α) of 1, 2 and 0, and next to nothing for the newest: the stretches [0, 1), [1,
   * 2) and [2, 3) draw the first step once and the second twice. With N = 4 and P = 1/3, 2/3, 2/3
   * they count (4/3)^−β, (8/3)^−β and again: 1, 2^−β and 2^−β of the greatest, β being 0.4 + 0.6 ·
   * 4 / 1000 after four steps of a thousand. The first terminated, the second is worth r = −1/2 +
   * 3/8 and a quarter of what the third led to.
   */
  @ParameterizedTest
  @CsvSource({
    "prioritised-dqn, VALUE, false, 1, 0.6, Infinity, 1e-8",
    "rainbow, ATOMS, true, 4, 0.5, 0.01, 1.5e-4"
  })
  void prioritiesDecideWhatIsLearnedFromAndHowMuch(
      String id,
      WorkedUpdate.Kind kind,
      boolean rainbow,
      int z,
      double alpha,
      double longest,
      double adamEpsilon)
      throws Exception {
    double nothing = 1e-9;
    double less = Math.pow(2, -(0.4 + 0.6 * 4 / 1000));
    WorkedUpdate.Step[] batch = {look(0, 2, 1), look(1, 2, less), look(1, 2, less)};
    assertThat(batch[0].discount()).isZero();
    assertThat(batch[1].reward()).isEqualTo(-0.5 + 0.75 / 2);
    assertThat(batch[1].discount()).isEqualTo(0.25);
    assertUpdated(
        id,
        Map.of(
            "sampling/weights", new double[] {1, 2, 0},
            "sampling/largest", new double[] {nothing}),
        new WorkedUpdate.Agent(kind, true, rainbow, false, rainbow, z),
        batch,
        longest,
        adamEpsilon,
        worked ->
            new double[] {
              Math.pow(worked.error(0) + 1e-6, alpha),
              Math.pow(worked.error(1) + 1e-6, alpha),
              0,
              nothing
            });
  }

  /**
   * The worked update itself: Q = 3 of what was done, y = 1 + ½ · 8 by the target's own maximum.
   */
  @Test
  void theWorkedUpdateOfOneTransitionByHand() {
    Map<String, double[]> online = new LinkedHashMap<>();
    online.put("body.0.weight", new double[] {1, 0, 0, 1});
    online.put("body.0.bias", new double[] {0, 0});
    online.put("head.weight", new double[] {2, 1, 0, 5});
    online.put("head.bias", new double[] {0, 0});
    Map<String, double[]> target = new LinkedHashMap<>(online);
    target.put("head.weight", new double[] {8, 0, 0, 4});
    WorkedUpdate.Step step =
        new WorkedUpdate.Step(new double[] {1, 1}, 0, 1, 0.5, new double[] {1, 1}, 1);
    WorkedUpdate.Step[] batch = {step};
    RandomStream none = new RandomStream(1);
    WorkedUpdate dqn =
        new WorkedUpdate(
            new WorkedUpdate.Agent(WorkedUpdate.Kind.VALUE, false, false, false, false, 1),
            batch,
            online,
            target,
            none);
    assertThat(dqn.loss()).isEqualTo(4);
    // dL/dw = −2 (5 − 3) h, and through the hidden units −4 (2, 1).
    assertThat(dqn.gradient().get("head.weight"))
        .containsExactly(new double[] {-4, -4, 0, 0}, within(1e-6));
    assertThat(dqn.gradient().get("body.0.bias"))
        .containsExactly(new double[] {-8, -4}, within(1e-6));
    // Double DQN: online 3 and 5, so action 1, which the target values at 4: y = 3.
    WorkedUpdate twice =
        new WorkedUpdate(
            new WorkedUpdate.Agent(WorkedUpdate.Kind.VALUE, true, false, false, false, 1),
            batch,
            online,
            target,
            none);
    assertThat(twice.loss()).isZero();
  }
}
