package org.palaestra.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Weights;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/**
 * Whole updates of agents with a policy, from steps to the weights behind the optimiser, against a
 * plain calculation in doubles with slopes by central differences. Policy and value have one layer
 * each on two observed numbers; γ = 1/2, the weights of entropy and value are 0.2 and 0.7.
 */
final class WorkedPolicyUpdateTest {

  private static final double GAMMA = 0.5;
  private static final double LAMBDA = 0.6;
  private static final double RATE = 0.1;
  private static final double ENTROPY = 0.2;
  private static final double VALUE = 0.7;
  private static final double[][] STATES = {
    {0.9, -0.4}, {0.3, 0.8}, {-0.6, 0.5}, {0.7, 0.6}, {-0.2, -0.9}
  };
  private static final double[] BEHIND_THE_CUT = {0.5, -0.7};
  private static final double[] REWARDS = {1.4, -0.5, 0.75, 2.3};

  private final Path folder;
  private final Map<String, Double> metrics = new HashMap<>();
  private final int[] taken = new int[4];

  WorkedPolicyUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Agent agent(AgentDefinition<?> definition, String... more) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("network.hidden", "");
    settings.put("discount", Double.toString(GAMMA));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Agent agent = definition.create(Contexts.of(Box.of(-1, 1, 2), new Discrete(2), 1000, settings));
    Chosen.restore(
        agent,
        folder.resolve("chosen.safetensors"),
        Weights.drawn(Weights.of(agent, folder, "network/"), "network/", 4),
        Map.of());
    return agent;
  }

  private Map<String, double[]> weights(Agent agent) throws Exception {
    return Weights.of(agent, folder, "network/");
  }

  /** The second step is cut by its time limit, the third terminates, the fourth goes on. */
  private void step(Agent agent, int t) {
    StepBatch before = new StepBatch(1, 2, 0);
    StepBatch after = new StepBatch(1, 2, 0);
    for (int i = 0; i < 2; i++) {
      before.observations[i] = (float) STATES[t][i];
      after.observations[i] = (float) STATES[t + 1][i];
      after.successors[i] = (float) (t == 1 ? BEHIND_THE_CUT : STATES[t + 1])[i];
    }
    after.rewards[0] = REWARDS[t];
    after.truncated[0] = t == 1;
    after.terminated[0] = t == 2;
    ActionBatch actions = new ActionBatch(new Discrete(2), 1);
    agent.behaviour().act(before, actions, new RandomGenerator[] {new RandomStream(40 + t)});
    taken[t] = actions.indices[0];
    agent.observe(before, actions, after);
    agent.learn(metrics::put);
  }

  private static double v(Map<String, double[]> w, double[] s) {
    return Weights.linear(w, "value", s)[0];
  }

  private static double pi(Map<String, double[]> w, int t, int a) {
    double[] logits = Weights.linear(w, "policy", STATES[t]);
    return 1 / (1 + Math.exp(logits[1 - a] - logits[a]));
  }

  private double logPi(Map<String, double[]> w, int t) {
    return Math.log(pi(w, t, taken[t]));
  }

  private static double entropy(Map<String, double[]> w, int t) {
    return -pi(w, t, 0) * Math.log(pi(w, t, 0)) - pi(w, t, 1) * Math.log(pi(w, t, 1));
  }

  /** δ of a step: r + γ V(s′) − V(s). */
  private static double delta(Map<String, double[]> w, int t) {
    double future = t == 2 ? 0 : v(w, t == 1 ? BEHIND_THE_CUT : STATES[t + 1]);
    return REWARDS[t] + GAMMA * future - v(w, STATES[t]);
  }

  /** A = δ + γ λ A′, where an episode does not end. */
  private static double[] advantages(Map<String, double[]> w, double lambda) {
    return new double[] {
      delta(w, 0) + GAMMA * lambda * delta(w, 1), delta(w, 1), delta(w, 2), delta(w, 3)
    };
  }

  private static void assertWeights(Map<String, double[]> actual, Map<String, double[]> expected) {
    assertThat(expected).hasSize(4);
    expected.forEach(
        (name, values) ->
            assertThat(Weights.get(actual, name)).as(name).containsExactly(values, within(1e-4)));
  }

  /** One of the ways to walk down. */
  private interface Walk {
    /** How far a weight moves by its gradient, given what it keeps of it: two numbers. */
    double step(double g, double[] kept);
  }

  private static void descend(
      Map<String, double[]> w,
      Map<String, double[]> gradient,
      Map<String, double[][]> kept,
      Walk walk) {
    gradient.forEach(
        (name, g) -> {
          double[] weights = Weights.get(w, name);
          double[][] each = kept.computeIfAbsent(name, key -> new double[g.length][2]);
          for (int i = 0; i < g.length; i++) {
            weights[i] -= RATE * walk.step(g[i], each[i]);
          }
        });
  }

  private static Walk adam(int t, double epsilon) {
    return (g, kept) -> {
      kept[0] = 0.9 * kept[0] + 0.1 * g;
      kept[1] = 0.999 * kept[1] + 0.001 * g * g;
      double mean = kept[0] / (1 - Math.pow(0.9, t));
      return mean / (Math.sqrt(kept[1] / (1 - Math.pow(0.999, t))) + epsilon);
    };
  }

  private static Walk rmsProp(double decay, double epsilon) {
    return (g, kept) -> {
      kept[0] = decay * kept[0] + (1 - decay) * g * g;
      return g / (Math.sqrt(kept[0]) + epsilon);
    };
  }

  private static String text(double number) {
    return Double.toString(number);
  }

  /**
   * Four epochs on one rollout, so that ratios leave [0.8, 1.2] and values their old ones by more
   * than 0.2. Advantages are standardised by the deviation of a sample; the gradient is cut to 1/2.
   */
  @Test
  void ppoClipsWhatFourEpochsWouldDo() throws Exception {
    Agent agent =
        agent(
            Ppo.definition(),
            "rollout",
            "4",
            "lambda",
            text(LAMBDA),
            "learning.epochs",
            "4",
            "learning.minibatches",
            "1",
            "learning.rate.from",
            text(RATE),
            "learning.rate.to",
            text(RATE),
            "learning.longestGradient",
            "0.5",
            "loss.entropy",
            text(ENTROPY),
            "loss.value",
            text(VALUE));
    Map<String, double[]> w = weights(agent);
    for (int t = 0; t < 4; t++) {
      step(agent, t);
    }
    double[] a = advantages(w, LAMBDA);
    double[] old = new double[4];
    double[] oldValues = new double[4];
    double[] returns = new double[4];
    double mean = (a[0] + a[1] + a[2] + a[3]) / 4;
    double squares = 0;
    for (int t = 0; t < 4; t++) {
      old[t] = logPi(w, t);
      oldValues[t] = v(w, STATES[t]);
      returns[t] = a[t] + oldValues[t];
      squares += (a[t] - mean) * (a[t] - mean);
    }
    double deviation = Math.sqrt(squares / 3);
    double[] beyond = new double[1];
    ToDoubleFunction<Map<String, double[]>> loss =
        now -> {
          double sum = 0;
          beyond[0] = 0;
          for (int t = 0; t < 4; t++) {
            double ratio = Math.exp(logPi(now, t) - old[t]);
            double held = Math.min(1.2, Math.max(0.8, ratio));
            beyond[0] += held == ratio ? 0 : 0.25;
            double advantage = (a[t] - mean) / deviation;
            double value = v(now, STATES[t]);
            double near = oldValues[t] + Math.min(0.2, Math.max(-0.2, value - oldValues[t]));
            double error =
                Math.max(
                    (value - returns[t]) * (value - returns[t]),
                    (near - returns[t]) * (near - returns[t]));
            sum +=
                -Math.min(ratio * advantage, held * advantage)
                    + VALUE * error / 2
                    - ENTROPY * entropy(now, t);
          }
          return sum / 4;
        };
    Map<String, double[][]> kept = new HashMap<>();
    double before = Double.NaN;
    for (int epoch = 1; epoch <= 4; epoch++) {
      Map<String, double[]> gradient = Weights.gradient(w, () -> loss.applyAsDouble(w));
      before = loss.applyAsDouble(w);
      assertThat(Weights.cut(gradient, 0.5)).isPositive();
      descend(w, gradient, kept, adam(epoch, 1e-5));
    }
    assertThat(beyond[0]).as("some ratios in the last epoch").isBetween(0.2, 0.8);
    assertThat(metrics.get("policy/clip-fraction")).isEqualTo(beyond[0]);
    double told =
        metrics.getOrDefault("loss/policy", Double.NaN)
            + VALUE * metrics.getOrDefault("loss/value", Double.NaN)
            - ENTROPY * metrics.getOrDefault("policy/entropy", Double.NaN);
    assertThat(told).isCloseTo(before, within(1e-4));
    assertWeights(weights(agent), w);
  }

  /** Two rollouts of two steps, so that RMSProp's mean square knows the first in the second. */
  @Test
  void a2cUpdatesByEachShortRollout() throws Exception {
    Agent agent =
        agent(
            A2c.definition(),
            "rollout",
            "2",
            "lambda",
            text(LAMBDA),
            "rate.from",
            text(RATE),
            "rate.to",
            text(RATE),
            "longestGradient",
            "0.5",
            "entropy",
            text(ENTROPY),
            "value",
            text(VALUE));
    Map<String, double[]> w = weights(agent);
    Map<String, double[][]> kept = new HashMap<>();
    for (int from = 0; from < 4; from += 2) {
      step(agent, from);
      step(agent, from + 1);
      double[] a = advantages(w, LAMBDA);
      double[] returns = {a[from] + v(w, STATES[from]), a[from + 1] + v(w, STATES[from + 1])};
      int first = from;
      Map<String, double[]> gradient =
          Weights.gradient(
              w,
              () -> {
                double sum = 0;
                for (int t = first; t < first + 2; t++) {
                  double error = v(w, STATES[t]) - returns[t - first];
                  sum += -a[t] * logPi(w, t) + VALUE * error * error - ENTROPY * entropy(w, t);
                }
                return sum / 2;
              });
      assertThat(Weights.cut(gradient, 0.5)).as("it is cut").isGreaterThan(0.5);
      descend(w, gradient, kept, rmsProp(0.99, 1e-5));
      assertWeights(weights(agent), w);
    }
  }

  /**
   * The first two steps are an episode that was cut, G = r + γ G′ and V behind the cut; the third
   * is one that terminated. Adam remembers the first when it moves for the second.
   */
  @Test
  void reinforceFollowsTheReturnsOfEachEpisode() throws Exception {
    Agent agent =
        agent(
            Reinforce.definition(),
            "rate.from",
            text(RATE),
            "rate.to",
            text(RATE),
            "entropy",
            text(ENTROPY),
            "value",
            text(VALUE),
            "normalise.advantages",
            "false");
    Map<String, double[]> w = weights(agent);
    Map<String, double[][]> kept = new HashMap<>();
    step(agent, 0);
    assertWeights(weights(agent), w);
    step(agent, 1);
    double last = REWARDS[1] + GAMMA * v(w, BEHIND_THE_CUT);
    reinforce(w, kept, 1, 0, REWARDS[0] + GAMMA * last, last);
    assertWeights(weights(agent), w);
    step(agent, 2);
    reinforce(w, kept, 2, 2, REWARDS[2]);
    assertWeights(weights(agent), w);
  }

  /** The update number {@code update} by the returns of an episode that began at {@code first}. */
  private void reinforce(
      Map<String, double[]> w, Map<String, double[][]> kept, int update, int first, double... g) {
    double[] a = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      a[i] = g[i] - v(w, STATES[first + i]);
    }
    Map<String, double[]> gradient =
        Weights.gradient(
            w,
            () -> {
              double sum = 0;
              for (int i = 0; i < g.length; i++) {
                int t = first + i;
                double error = v(w, STATES[t]) - g[i];
                sum += -a[i] * logPi(w, t) + VALUE * error * error - ENTROPY * entropy(w, t);
              }
              return sum / g.length;
            });
    descend(w, gradient, kept, adam(update, 1e-8));
  }

  /** z ← γ λ z + ∇ (c_v V + log π), and the climb along δ z + c_e ∇H; the trace ends at the cut. */
  @Test
  void actorCriticFollowsItsTraces() throws Exception {
    Agent agent =
        agent(
            OneStepActorCritic.definition(),
            "lambda",
            text(LAMBDA),
            "rate.from",
            text(RATE / 50),
            "rate.to",
            text(RATE / 50),
            "entropy",
            text(ENTROPY),
            "value",
            text(VALUE));
    Map<String, double[]> w = weights(agent);
    Map<String, double[][]> kept = new HashMap<>();
    Map<String, double[]> trace = new HashMap<>();
    w.forEach((name, values) -> trace.put(name, new double[values.length]));
    for (int t = 0; t < 4; t++) {
      step(agent, t);
      int now = t;
      double delta = delta(w, t);
      double fading = t == 2 || t == 3 ? 0 : GAMMA * LAMBDA;
      Map<String, double[]> own =
          Weights.gradient(w, () -> VALUE * v(w, STATES[now]) + logPi(w, now));
      Map<String, double[]> undecided = Weights.gradient(w, () -> entropy(w, now));
      Map<String, double[]> down = new HashMap<>();
      own.forEach(
          (name, slopes) -> {
            double[] z = Weights.get(trace, name);
            double[] h = Weights.get(undecided, name);
            double[] step = new double[z.length];
            for (int i = 0; i < z.length; i++) {
              z[i] = fading * z[i] + slopes[i];
              step[i] = -delta * z[i] - ENTROPY * h[i];
            }
            down.put(name, step);
          });
      descend(w, down, kept, (g, of) -> rmsProp(0.999, 1e-4).step(g, of) / 50);
      assertWeights(weights(agent), w);
    }
  }
}
