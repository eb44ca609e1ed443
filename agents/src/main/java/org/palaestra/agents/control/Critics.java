package org.palaestra.agents.control;

import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.min;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Losses.mse;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/**
 * The critics of an agent, the target critics that follow them, and how they learn:
 *
 * <pre>L(θ) = Σ mean (Qᵢ(s, a) − y)²</pre>
 */
final class Critics {

  private static final double ADAM_EPSILON = 1e-8;

  /** θ. */
  final Parameters weights = new Parameters();

  /** θ⁻. */
  final Parameters targetWeights = new Parameters();

  final Critic[] online;
  final Critic[] targets;
  final Adam adam;

  /** Of L. */
  final Graph judging;

  final Tensor states; // [B, D]
  final Tensor actions; // [B, A]
  final Tensor y; // [B]

  private final Experience experience;
  private final BodySettings network;
  private final Tensor first; // [B] Q₁(s, a)
  private final Tensor meanValue;
  private final Tensor loss;

  /**
   * Makes the layers.
   *
   * @param count 1, or 2 of which the lower value counts
   */
  Critics(Kernels kernels, Experience experience, int count, BodySettings network) {
    this.experience = experience;
    this.network = network;
    online = of(weights, count);
    targets = of(targetWeights, count);
    judging = new Graph(kernels);
    states = judging.input(experience.size(), experience.encoder.width());
    actions = judging.input(experience.size(), experience.scale.width());
    y = judging.input(experience.size());
    first = online[0].value(states, actions);
    meanValue = mean(first);
    Tensor sum = mse(first, y);
    for (int i = 1; i < count; i++) {
      sum = plus(sum, mse(online[i].value(states, actions), y));
    }
    loss = sum;
    adam = new Adam(kernels, weights, ADAM_EPSILON);
  }

  private Critic[] of(Parameters weights, int count) {
    Critic[] all = new Critic[count];
    Arrays.setAll(
        all,
        i ->
            new Critic(
                weights,
                "critic-" + i,
                experience.encoder.width(),
                experience.scale.width(),
                network));
    return all;
  }

  /** Critics of their own with the weights of now. */
  Critic[] frozen() {
    Parameters copy = new Parameters();
    Critic[] all = of(copy, online.length);
    copy.copyFrom(weights);
    return all;
  }

  /** {@code [B]}, what the most doubtful of them thinks. */
  static Tensor lowest(Critic[] critics, Tensor s, Tensor a) {
    Tensor lowest = critics[0].value(s, a);
    for (int i = 1; i < critics.length; i++) {
      lowest = min(lowest, critics[i].value(s, a));
    }
    return lowest;
  }

  void initialise(RandomGenerator start) {
    weights.initialise(start);
    targetWeights.copyFrom(weights);
  }

  /** Goes down the gradient of L for the batch that was drawn, whose targets are in {@code y}. */
  void judge(long update, double rate, DivergenceWatch watch, MetricSink metrics) {
    judging.forward();
    weights.clearGradients();
    judging.backward(loss);
    watch.check(update, loss);
    adam.step(rate);
    metrics.record("loss/critic", loss.scalar());
    metrics.record("q/mean", meanValue.scalar());
    metrics.record("td-error/mean", Experience.meanError(first, y));
  }

  /** θ⁻ ← (1 − τ) θ⁻ + τ θ. */
  void follow(double tau) {
    Following.follow(targetWeights, weights, tau);
  }
}
