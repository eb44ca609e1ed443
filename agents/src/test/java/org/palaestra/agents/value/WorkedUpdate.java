package org.palaestra.agents.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.agents.Weights;

/**
 * The updates of every relative of DQN, plainly written after their papers, in doubles: two
 * observed numbers, two actions, one rectified hidden layer of two units. Gradients are central
 * differences.
 */
final class WorkedUpdate {

  /** What a head says of an action. */
  enum Kind {
    VALUE,
    ATOMS,
    QUANTILES
  }

  /**
   * An agent.
   *
   * @param twice whether the online network chooses in the successor (double DQN)
   * @param dueling whether there are two streams, each with a hidden layer of two units
   * @param noisyBody whether the hidden layer is noisy
   * @param noisyHead whether what is behind it is
   * @param z numbers for each action
   */
  record Agent(
      Kind kind, boolean twice, boolean dueling, boolean noisyBody, boolean noisyHead, int z) {}

  /** A transition as it was drawn, with its n-step reward and γⁿ, or 0 behind an end. */
  record Step(double[] s, int a, double reward, double discount, double[] next, double weight) {}

  static final int ACTIONS = 2;

  /** Where atoms lie. */
  static final double LOW = -2;

  static final double HIGH = 2;

  private final Agent agent;
  private final Step[] batch;
  private final Map<String, double[]> online;
  private final Map<String, double[]> theirNoise; // of the online network while it learns
  private final double[][] aim; // [B, Z] y, or the probabilities m

  /** In how many futures the online network would choose otherwise than the target network. */
  final int disagreements;

  WorkedUpdate(
      Agent agent,
      Step[] batch,
      Map<String, double[]> online,
      Map<String, double[]> target,
      RandomGenerator noise) {
    this.agent = agent;
    this.batch = batch;
    this.online = online;
    // Layers draw in the order in which they were put together: first the online network's choice,
    // then the target network, both of the successors, then the online network of the states.
    Map<String, double[]> choosing = agent.twice ? draw(online, noise) : Map.of();
    Map<String, double[]> bootstrapping = draw(target, noise);
    theirNoise = draw(online, noise);
    aim = new double[batch.length][];
    int differing = 0;
    for (int i = 0; i < batch.length; i++) {
      double[][] next = outputs(target, bootstrapping, batch[i].next);
      double[][] judge = agent.twice ? outputs(online, choosing, batch[i].next) : next;
      int best = value(judge[1]) > value(judge[0]) ? 1 : 0;
      int other = value(next[1]) > value(next[0]) ? 1 : 0;
      differing += batch[i].discount > 0 && best != other ? 1 : 0;
      aim[i] = aim(batch[i], next[best]);
    }
    disagreements = differing;
  }

  /** f(ε) of each noisy layer: first for what comes in, then for what goes out. */
  private static Map<String, double[]> draw(Map<String, double[]> w, RandomGenerator noise) {
    Map<String, double[]> drawn = new LinkedHashMap<>();
    for (String name : w.keySet()) {
      if (name.endsWith(".sigma.weight")) {
        String layer = name.substring(0, name.length() - ".sigma.weight".length());
        int out = w.getOrDefault(layer + ".bias", new double[0]).length;
        int in = w.getOrDefault(name, new double[0]).length / out;
        for (String end : new String[] {".in", ".out"}) {
          double[] f = new double[end.equals(".in") ? in : out];
          for (int i = 0; i < f.length; i++) {
            double e = noise.nextGaussian();
            f[i] = Math.signum(e) * Math.sqrt(Math.abs(e));
          }
          drawn.put(layer + end, f);
        }
      }
    }
    return drawn;
  }

  /** y = (μ + σ ∘ f_out f_inᵀ) x + μ_b + σ_b ∘ f_out. */
  private static double[] linear(
      Map<String, double[]> w,
      Map<String, double[]> noise,
      boolean noisy,
      String layer,
      double[] x) {
    double[] weight = Weights.get(w, layer + ".weight");
    double[] bias = Weights.get(w, layer + ".bias");
    double[] y = new double[bias.length];
    for (int o = 0; o < y.length; o++) {
      double fOut = noisy ? Weights.get(noise, layer + ".out")[o] : 0;
      y[o] = bias[o] + (noisy ? Weights.get(w, layer + ".sigma.bias")[o] * fOut : 0);
      for (int i = 0; i < x.length; i++) {
        int at = o * x.length + i;
        double sigma = noisy ? Weights.get(w, layer + ".sigma.weight")[at] : 0;
        double fIn = noisy ? Weights.get(noise, layer + ".in")[i] : 0;
        y[o] += (weight[at] + sigma * fOut * fIn) * x[i];
      }
    }
    return y;
  }

  private static double[] rectified(double[] x) {
    return Arrays.stream(x).map(each -> Math.max(0, each)).toArray();
  }

  /** Of each action Z numbers: its value, probabilities of the atoms, or quantiles. */
  private double[][] outputs(Map<String, double[]> w, Map<String, double[]> noise, double[] s) {
    double[] h = rectified(linear(w, noise, agent.noisyBody, "body.0", s));
    double[][] q = new double[ACTIONS][agent.z];
    if (agent.dueling) {
      double[] v = stream(w, noise, "head.value", h);
      double[] adv = stream(w, noise, "head.advantage", h);
      for (int z = 0; z < agent.z; z++) {
        double mean = (adv[z] + adv[agent.z + z]) / 2;
        for (int a = 0; a < ACTIONS; a++) {
          q[a][z] = v[z] + adv[a * agent.z + z] - mean;
        }
      }
    } else {
      double[] flat = linear(w, noise, agent.noisyHead, "head", h);
      for (int a = 0; a < ACTIONS; a++) {
        q[a] = Arrays.copyOfRange(flat, a * agent.z, (a + 1) * agent.z);
      }
    }
    if (agent.kind == Kind.ATOMS) {
      for (double[] logits : q) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        Arrays.setAll(logits, z -> Math.exp(logits[z]) / sum);
      }
    }
    return q;
  }

  private double[] stream(
      Map<String, double[]> w, Map<String, double[]> noise, String name, double[] h) {
    double[] hidden = rectified(linear(w, noise, agent.noisyHead, name + ".0", h));
    return linear(w, noise, agent.noisyHead, name + ".1", hidden);
  }

  private double atom(int z) {
    return LOW + z * (HIGH - LOW) / (agent.z - 1);
  }

  /** What is to be expected by an action's Z numbers. */
  private double value(double[] of) {
    double sum = 0;
    for (int z = 0; z < agent.z; z++) {
      sum += of[z] * (agent.kind == Kind.ATOMS ? atom(z) : 1.0 / agent.z);
    }
    return sum;
  }

  private double[] aim(Step step, double[] next) {
    double[] aim = new double[agent.z];
    for (int z = 0; z < agent.z; z++) {
      if (agent.kind == Kind.ATOMS) {
        double moved = Math.min(HIGH, Math.max(LOW, step.reward + step.discount * atom(z)));
        // A hat around each atom, as wide as the gaps between them.
        for (int i = 0; i < agent.z; i++) {
          double distance = Math.abs(moved - atom(i)) / (HIGH - LOW) * (agent.z - 1);
          aim[i] += next[z] * Math.max(0, 1 - distance);
        }
      } else {
        aim[z] = step.reward + step.discount * next[z];
      }
    }
    return aim;
  }

  private double loss(Map<String, double[]> w, int row) {
    double[] own = outputs(w, theirNoise, batch[row].s)[batch[row].a];
    double loss = 0;
    for (int i = 0; i < agent.z; i++) {
      for (int j = 0; j < agent.z; j++) {
        double u = aim[row][j] - own[i];
        loss +=
            switch (agent.kind) {
              case VALUE -> u * u;
              case ATOMS -> i == j ? -aim[row][i] * Math.log(own[i]) : 0;
              // κ = 1; τ̂(i) = (i + ½) / Z
              case QUANTILES ->
                  Math.abs((i + 0.5) / agent.z - (u < 0 ? 1 : 0))
                      * (Math.abs(u) <= 1 ? u * u / 2 : Math.abs(u) - 0.5)
                      / agent.z;
            };
      }
    }
    return loss;
  }

  /** The mean of the weighed losses. */
  double loss() {
    return loss(online);
  }

  private double loss(Map<String, double[]> w) {
    double sum = 0;
    for (int i = 0; i < batch.length; i++) {
      sum += batch[i].weight * loss(w, i);
    }
    return sum / batch.length;
  }

  /** How wrong the network is about a transition: |δ| of the values, or KL(m ‖ p). */
  double error(int row) {
    double[] own = outputs(online, theirNoise, batch[row].s)[batch[row].a];
    if (agent.kind != Kind.ATOMS) {
      return Math.abs(value(aim[row]) - value(own));
    }
    double divergence = 0;
    for (int z = 0; z < agent.z; z++) {
      double m = aim[row][z];
      divergence += m > 0 ? m * Math.log(m / own[z]) : 0;
    }
    return divergence;
  }

  /** The mean of the values of what was done. */
  double meanValue() {
    double sum = 0;
    for (Step step : batch) {
      sum += value(outputs(online, theirNoise, step.s)[step.a]);
    }
    return sum / batch.length;
  }

  /** The gradient of the loss by every weight of the online network. */
  Map<String, double[]> gradient() {
    return Weights.gradient(online, this::loss);
  }
}
