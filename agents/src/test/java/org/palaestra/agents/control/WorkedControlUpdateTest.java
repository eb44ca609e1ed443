package org.palaestra.agents.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Weights;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStreams;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;

/**
 * The actors of DDPG, TD3 and SAC behind one whole update, from what was drawn of four remembered
 * steps to the weights behind Adam, against their papers in doubles: two observed numbers, two
 * numbers in an action, one rectified hidden layer of two units; gradients are central differences.
 * The critics move first, and the actor is judged by what they have become.
 */
final class WorkedControlUpdateTest {

  private static final int A = 2;
  private static final int BATCH = 3;
  private static final double RATE = 0.1;
  private static final double TAU = 0.25;
  private static final double ALPHA = 0.3;
  private static final Box ACTIONS = Box.of(-2, 2, A);
  private static final double[][] STATES = {{0.9, -0.4}, {0.3, 0.8}, {-0.6, 0.5}, {0.7, 0.6}};
  private static final double[] NEXT = {0.2, 0.9};

  private final Path folder;

  WorkedControlUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Agent agent(AgentDefinition<?> definition) {
    Map<String, String> settings = new HashMap<>();
    settings.put("network.hidden", "2");
    settings.put("replay.capacity", "4");
    settings.put("replay.warmup", "3");
    settings.put("replay.batch", Integer.toString(BATCH));
    settings.put("replay.every", "1");
    settings.put("follow", Double.toString(TAU));
    settings.put("temperature", Double.toString(ALPHA));
    for (String rate : new String[] {"rate", "actorRate", "criticRate"}) {
      settings.put(rate + ".from", Double.toString(RATE));
      settings.put(rate + ".to", Double.toString(RATE));
    }
    settings.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    return definition.create(Contexts.of(Box.of(-1, 1, 2), ACTIONS, 1000, settings));
  }

  /** Each step begins and ends an episode. */
  private static void observe(Agent agent, int t) {
    StepBatch before = new StepBatch(1, 2, 0);
    StepBatch after = new StepBatch(1, 2, 0);
    before.starts[0] = true;
    after.starts[0] = true;
    after.truncated[0] = true;
    after.rewards[0] = t - 1;
    ActionBatch taken = new ActionBatch(ACTIONS, 1);
    for (int i = 0; i < 2; i++) {
      before.observations[i] = (float) STATES[t][i];
      after.successors[i] = (float) NEXT[i];
      taken.values[i] = t - 1.5f * i;
    }
    agent.observe(before, taken, after);
  }

  private void choose(Agent agent, long seed) throws Exception {
    Map<String, float[]> chosen = new HashMap<>();
    for (String network : new String[] {"actor/", "critics/", "target-actor/", "target-critics/"}) {
      chosen.putAll(Weights.drawn(Weights.of(agent, folder, network), network, seed++));
    }
    // Wider, actions would be rounded to ±1, and their slopes to nothing.
    chosen.put("actor/actor.log_std.bias", new float[] {-0.5f, -1});
    Chosen.restore(agent, folder.resolve("chosen.safetensors"), chosen, Map.of());
  }

  private static double[] hidden(Map<String, double[]> w, String body, double[] x) {
    return Arrays.stream(Weights.linear(w, body + ".0", x)).map(h -> Math.max(0, h)).toArray();
  }

  private static double q(Map<String, double[]> critics, int which, double[] s, double[] a) {
    double[] both = {s[0], s[1], a[0], a[1]};
    String name = "critic-" + which;
    return Weights.linear(critics, name + ".head", hidden(critics, name, both))[0];
  }

  /** −Q₁(s, μ(s)). */
  private static double deterministic(
      Map<String, double[]> actor, Map<String, double[]> critics, double[] s) {
    double[] mu = Weights.linear(actor, "actor.head", hidden(actor, "actor", s));
    return -q(critics, 0, s, Arrays.stream(mu).map(Math::tanh).toArray());
  }

  /** log π of an action that was drawn with this noise; the action goes to {@code a}. */
  private static double draw(Map<String, double[]> actor, double[] s, double[] noise, double[] a) {
    double[] h = hidden(actor, "actor", s);
    double[] mean = Weights.linear(actor, "actor.mean", h);
    double[] logStd = Weights.linear(actor, "actor.log_std", h);
    double logProb = 0;
    for (int i = 0; i < A; i++) {
      double log = Math.max(-20, Math.min(2, logStd[i]));
      a[i] = Math.tanh(mean[i] + Math.exp(log) * noise[i]);
      logProb -= noise[i] * noise[i] / 2 + log + Math.log(2 * Math.PI) / 2;
      logProb -= Math.log(1 - a[i] * a[i]);
    }
    return logProb;
  }

  /** α log π(a | s) − min(Q₁(s, a), Q₂(s, a)). */
  private static double soft(
      Map<String, double[]> actor, Map<String, double[]> critics, double[] s, double[] noise) {
    double[] a = new double[A];
    double logProb = draw(actor, s, noise, a);
    return ALPHA * logProb - Math.min(q(critics, 0, s, a), q(critics, 1, s, a));
  }

  /** Adam's first step: its mean is a tenth of the gradient, and every weight moves by the rate. */
  private void assertMoved(
      Agent agent, Map<String, double[]> before, Map<String, double[]> gradient) throws Exception {
    Map<String, double[]> after = Weights.of(agent, folder, "actor/");
    Map<String, double[]> means = Weights.of(agent, folder, "actor-adam/m/");
    int moved = 0;
    for (String name : gradient.keySet()) {
      for (int i = 0; i < Weights.get(gradient, name).length; i++) {
        double g = Weights.get(gradient, name)[i];
        assertThat(Weights.get(means, name)[i])
            .as("gradient of %s[%d]", name, i)
            .isCloseTo(0.1 * g, within(1e-5));
        if (Math.abs(g) > 1e-4 || g == 0) {
          double step = g == 0 ? 0 : RATE * Math.signum(g);
          assertThat(Weights.get(after, name)[i])
              .as("%s[%d]", name, i)
              .isCloseTo(Weights.get(before, name)[i] - step, within(1e-4));
          moved += step == 0 ? 0 : 1;
        }
      }
    }
    assertThat(moved).as("weights that moved").isGreaterThan(6);
  }

  /** Targets come nearer to what the networks have become by τ. */
  private void assertFollowed(Agent agent, String network, Map<String, double[]> before)
      throws Exception {
    Map<String, double[]> online = Weights.of(agent, folder, network + "/");
    Map<String, double[]> target = Weights.of(agent, folder, "target-" + network + "/");
    for (String name : online.keySet()) {
      for (int i = 0; i < Weights.get(online, name).length; i++) {
        double nearer =
            (1 - TAU) * Weights.get(before, name)[i] + TAU * Weights.get(online, name)[i];
        assertThat(Weights.get(target, name)[i])
            .as("target %s[%d]", name, i)
            .isCloseTo(nearer, within(1e-5));
      }
    }
  }

  /** Which of so many steps a batch holds. */
  private static double[][] batch(RandomGenerator draws, int size) {
    double[][] states = new double[BATCH][];
    Arrays.setAll(states, i -> STATES[draws.nextInt(size)]);
    return states;
  }

  /** TD3's actor waits for the second update, which is the first that counts here. */
  @ParameterizedTest
  @ValueSource(strings = {"ddpg", "td3"})
  void theActorGoesUpWhatTheFirstCriticHasLearned(String id) throws Exception {
    boolean delayed = id.equals("td3");
    Agent agent = agent(delayed ? Td3.definition() : Ddpg.definition());
    RandomGenerator draws = new RandomStreams(1).stream(RandomStreams.REPLAY);
    for (int t = 0; t < 3; t++) {
      observe(agent, t);
    }
    if (delayed) {
      agent.learn((name, value) -> {});
      batch(draws, 3);
      for (int i = 0; i < BATCH * A; i++) {
        draws.nextGaussian(); // on the targets' actions
      }
    }
    choose(agent, 7);
    Map<String, double[]> actor = Weights.of(agent, folder, "actor/");
    Map<String, double[]> targetActor = Weights.of(agent, folder, "target-actor/");
    Map<String, double[]> targetCritics = Weights.of(agent, folder, "target-critics/");
    observe(agent, 3);
    agent.learn((name, value) -> {});

    Map<String, double[]> critics = Weights.of(agent, folder, "critics/");
    double[][] states = batch(draws, 4);
    Map<String, double[]> gradient =
        Weights.gradient(
            actor,
            () ->
                Arrays.stream(states).mapToDouble(s -> deterministic(actor, critics, s)).sum()
                    / BATCH);
    assertMoved(agent, actor, gradient);
    assertFollowed(agent, "actor", targetActor);
    assertFollowed(agent, "critics", targetCritics);
  }

  /** SAC behind one update, and what it was before and drew. */
  private final class Soft {

    final Agent agent = agent(Sac.definition());
    final Map<String, double[]> actor;
    final Map<String, double[]> targetCritics;
    final Map<String, double[]> critics; // which have learned
    final double[][] states;
    final double[][] noise = new double[BATCH][A];
    int second; // in how many rows the second critic is the lower
    double logProb; // mean

    Soft(long seed) throws Exception {
      for (int t = 0; t < 3; t++) {
        observe(agent, t);
      }
      choose(agent, seed);
      actor = Weights.of(agent, folder, "actor/");
      targetCritics = Weights.of(agent, folder, "target-critics/");
      observe(agent, 3);
      agent.learn((name, value) -> {});
      critics = Weights.of(agent, folder, "critics/");
      RandomGenerator draws = new RandomStreams(1).stream(RandomStreams.REPLAY);
      states = batch(draws, 4);
      for (int row = 0; row < BATCH; row++) {
        for (int i = 0; i < A; i++) {
          draws.nextGaussian(); // for the action in the successor
          noise[row][i] = draws.nextGaussian();
        }
        double[] a = new double[A];
        logProb += draw(actor, states[row], noise[row], a) / BATCH;
        second += q(critics, 1, states[row], a) < q(critics, 0, states[row], a) ? 1 : 0;
      }
    }

    double loss() {
      double sum = 0;
      for (int row = 0; row < BATCH; row++) {
        sum += soft(actor, critics, states[row], noise[row]);
      }
      return sum / BATCH;
    }
  }

  /** The temperature moves last: log α by the rate, up where the entropy is below −2. */
  @Test
  void sacsActorWeighsTheLowerValueAgainstItsEntropy() throws Exception {
    Soft sac;
    long seed = 1;
    do { // until both critics count
      sac = new Soft(seed++);
    } while (sac.second == 0 || sac.second == BATCH);
    assertMoved(sac.agent, sac.actor, Weights.gradient(sac.actor, sac::loss));
    assertFollowed(sac.agent, "critics", sac.targetCritics);
    double surplus = sac.logProb - A;
    assertThat(Weights.get(Weights.of(sac.agent, folder, "temperature-adam/m/"), "log_alpha")[0])
        .isCloseTo(-0.1 * surplus, within(1e-5));
    assertThat(Weights.get(Weights.of(sac.agent, folder, "temperature/"), "log_alpha")[0])
        .isCloseTo(Math.log(ALPHA) + RATE * Math.signum(surplus), within(1e-4));
  }
}
