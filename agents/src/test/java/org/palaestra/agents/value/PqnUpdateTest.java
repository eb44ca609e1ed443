package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.Agent;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Weights;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/** One rollout of PQN, learned from by RAdam, against a plain calculation in doubles. */
final class PqnUpdateTest {

  private static final double GAMMA = 0.5;
  private static final double LAMBDA = 0.6;
  private static final double RATE = 0.05;
  private static final double LONGEST = 0.3;
  private static final int EPOCHS = 8;
  private static final double[][] STATES = {
    {0.9, -0.4}, {0.3, 0.8}, {-0.6, 0.5}, {0.7, 0.6}, {-0.2, -0.9}
  };
  private static final double[] BEHIND_THE_CUT = {0.5, -0.7};
  private static final int[] TAKEN = {0, 1, 0, 1};
  private static final double[] REWARDS = {0.4, -0.5, 0.75, 0.3};

  private final Path folder;

  PqnUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A layer of three units, normalised (ε = 10⁻⁵) and rectified, and one for the values. */
  private static double[] q(Map<String, double[]> w, double[] s) {
    double[] h = Weights.linear(w, "body.0", s);
    double mean = (h[0] + h[1] + h[2]) / 3;
    double variance = 0;
    for (double each : h) {
      variance += (each - mean) * (each - mean) / 3;
    }
    double deviation = Math.sqrt(variance + 1e-5);
    double[] gain = Weights.get(w, "body.0.norm.weight");
    double[] shift = Weights.get(w, "body.0.norm.bias");
    double[] y = new double[3];
    Arrays.setAll(y, i -> Math.max(0, (h[i] - mean) / deviation * gain[i] + shift[i]));
    return Weights.linear(w, "head", y);
  }

  private static double best(Map<String, double[]> w, double[] s) {
    return Math.max(q(w, s)[0], q(w, s)[1]);
  }

  /**
   * The second step is cut by the time limit, the third terminates, and the fourth goes on: R(3) =
   * r + γ V(s₄), R(2) = r, R(1) = r + γ V behind the cut, R(0) = r + γ ((1 − λ) V(s₁) + λ R(1)).
   */
  private static double[] returns(Map<String, double[]> w) {
    double[] r = REWARDS.clone();
    r[3] += GAMMA * best(w, STATES[4]);
    r[1] += GAMMA * best(w, BEHIND_THE_CUT);
    r[0] += GAMMA * ((1 - LAMBDA) * best(w, STATES[1]) + LAMBDA * r[1]);
    return r;
  }

  private static double loss(Map<String, double[]> w, double[] returns) {
    double sum = 0;
    for (int t = 0; t < 4; t++) {
      double error = q(w, STATES[t])[TAKEN[t]] - returns[t];
      sum += error * error / 4;
    }
    return sum;
  }

  /**
   * RAdam after its paper; like PyTorch it takes the mean alone up to ρ = 5, that is five steps.
   */
  private static final class Rectified {

    private final Map<String, double[]> m = new HashMap<>();
    private final Map<String, double[]> v = new HashMap<>();
    private int t;

    void step(Map<String, double[]> w, Map<String, double[]> gradient) {
      t++;
      double longest = 2 / (1 - 0.999) - 1;
      double power = Math.pow(0.999, t);
      double rho = longest - 2 * t * power / (1 - power);
      assertThat(rho > 5).isEqualTo(t > 5);
      gradient.forEach(
          (name, g) -> {
            double[] weights = Weights.get(w, name);
            double[] mean = m.computeIfAbsent(name, key -> new double[g.length]);
            double[] square = v.computeIfAbsent(name, key -> new double[g.length]);
            for (int i = 0; i < g.length; i++) {
              mean[i] = 0.9 * mean[i] + 0.1 * g[i];
              square[i] = 0.999 * square[i] + 0.001 * g[i] * g[i];
              double corrected = mean[i] / (1 - Math.pow(0.9, t));
              double factor = 1;
              if (rho > 5) {
                double r =
                    Math.sqrt(
                        (rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho));
                factor = r * Math.sqrt(1 - power) / (Math.sqrt(square[i]) + 1e-8);
              }
              weights[i] -= RATE * corrected * factor;
            }
          });
    }
  }

  @Test
  void aRolloutIsLearnedFromAsInThePaper() throws Exception {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("network.hidden", "3"),
            Map.entry("rollout", "4"),
            Map.entry("learning.epochs", Integer.toString(EPOCHS)),
            Map.entry("learning.minibatches", "1"),
            Map.entry("learning.rate.from", Double.toString(RATE)),
            Map.entry("learning.rate.to", Double.toString(RATE)),
            Map.entry("learning.longestGradient", Double.toString(LONGEST)),
            Map.entry("discount", Double.toString(GAMMA)),
            Map.entry("lambda", Double.toString(LAMBDA)));
    Agent agent =
        Pqn.definition().create(Contexts.of(Box.of(-1, 1, 2), new Discrete(2), 1000, settings));
    Chosen.restore(
        agent,
        folder.resolve("chosen.safetensors"),
        Weights.drawn(Weights.of(agent, folder, "network/"), "network/", 12),
        Map.of());
    Map<String, double[]> w = Weights.of(agent, folder, "network/");
    Map<String, Double> metrics = new HashMap<>();
    RandomGenerator[] streams = {new RandomStream(1)};
    for (int t = 0; t < 4; t++) {
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
      ActionBatch taken = new ActionBatch(new Discrete(2), 1);
      agent.behaviour().act(before, taken, streams);
      taken.indices[0] = TAKEN[t];
      agent.observe(before, taken, after);
      assertThat(metrics).isEmpty();
      agent.learn(metrics::put);
    }

    double[] returns = returns(w);
    Rectified optimiser = new Rectified();
    double loss = Double.NaN;
    int cut = 0;
    double first = loss(w, returns);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      loss = loss(w, returns);
      Map<String, double[]> gradient = Weights.gradient(w, () -> loss(w, returns));
      cut += Weights.cut(gradient, LONGEST) > LONGEST ? 1 : 0;
      optimiser.step(w, gradient);
    }
    assertThat(cut).as("updates whose gradients were too long").isBetween(1, EPOCHS);
    assertThat(loss).isLessThan(first);
    assertThat(metrics.get("loss/td")).isCloseTo(loss, within(1e-4));
    Map<String, double[]> after = Weights.of(agent, folder, "network/");
    w.forEach(
        (name, values) ->
            assertThat(Weights.get(after, name)).as(name).containsExactly(values, within(2e-4)));
  }
}
