package org.palaestra.agents.policy;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.sum;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Tensor;
import org.palaestra.settings.Ranges;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * REINFORCE with a baseline (Williams, "Simple statistical gradient-following algorithms for
 * connectionist reinforcement learning", 1992; Sutton and Barto, 2018, section 13.4). On-policy:
 * one update for each whole episode.
 *
 * <pre>G(t) = Σ over k ≥ t of γ^(k−t) r(k)
 * L(θ) = mean over the episode of −(G − V(s)) log π(a | s; θ) + c_v (V(s; θ) − G)² − c_e H</pre>
 *
 * <p>Departures from the book: no step counts by γ^t for coming late, as is usual, and the mean
 * over the episode stands for its sum. With several copies the others' episodes go on while one is
 * learned from, so that a part of them was done by an earlier policy; with one copy none is.
 *
 * <p>Where an episode is cut, by its time limit or as the longest that is kept, what would have
 * followed is taken from V.
 */
public final class Reinforce implements Agent {

  /**
   * What can be changed.
   *
   * @param network the layers in front of policy and baseline, which each have their own
   * @param longest steps after which an episode is cut, at least 1
   * @param rate Adam's learning rate over the training, from 0 to 1
   * @param entropy weight of the entropy in the loss, at least 0
   * @param value weight of the baseline's squared error in the loss, at least 0
   * @param discount γ, from 0 to 1
   * @param normalise what is brought to deviation 1; advantages by episode
   * @param acts how the finished policy acts
   */
  public record ReinforceSettings(
      BodySettings network,
      int longest,
      Schedule rate,
      double entropy,
      double value,
      double discount,
      Normalise normalise,
      Acts acts) {

    /** Checks the ranges. */
    public ReinforceSettings {
      Ranges.atLeast("longest", 1, longest);
      rate.within("rate", 0, 1);
      Ranges.notNegative("entropy", entropy);
      Ranges.notNegative("value", value);
      Ranges.unit("discount", discount);
    }

    /** Untuned. */
    static ReinforceSettings standard() {
      return new ReinforceSettings(
          new BodySettings(
              BodySettings.Convolution.AUTO, new int[] {64, 64}, BodySettings.Activation.TANH),
          1000,
          new Schedule(1e-3, 0, 1),
          0.01,
          0.5,
          0.99,
          new Normalise(false, false, true),
          Acts.GREEDILY);
    }
  }

  private static final int ROWS = 64;
  private static final double ADAM_EPSILON = 1e-8;

  private final ReinforceSettings settings;
  private final OnPolicyParts parts;
  private final Rollout[] episodes; // [N] the running episode of each copy
  private final float[] last = new float[1];
  private final PolicyBatch batch;
  private final Tensor weight; // [B] one part of the episode, 0 for rows that are not used
  private final Tensor policy; // [B] losses of the policy
  private final Tensor baseline; // [B] squared errors of the baseline
  private final Tensor loss;
  private final Adam adam;
  private final DivergenceWatch watch;

  private Reinforce(AgentContext context, ReinforceSettings settings) {
    this.settings = settings;
    parts =
        new OnPolicyParts(
            context,
            new OnPolicyParts.Plan(
                new Trunk.Forward(settings.network),
                false,
                1,
                settings.normalise,
                settings.discount,
                settings.acts));
    episodes = new Rollout[context.copies()];
    Arrays.setAll(episodes, copy -> parts.rollout.ofCopy(copy, settings.longest));
    batch = parts.batch(ROWS);
    weight = batch.graph.input(ROWS);
    policy = affine(times(batch.advantage, batch.logProb), -1, 0);
    baseline = square(minus(batch.value, batch.returns));
    Tensor each =
        plus(
            plus(policy, affine(baseline, settings.value, 0)),
            affine(batch.entropies, -settings.entropy, 0));
    loss = sum(times(weight, each));
    adam = new Adam(parts.kernels, parts.network.weights(), ADAM_EPSILON);
    watch = parts.watch("lower rate", batch);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "reinforce",
        "learns a policy from whole episodes, with a baseline",
        "Williams, \"Simple statistical gradient-following algorithms for connectionist "
            + "reinforcement learning\", 1992",
        ReinforceSettings.standard(),
        Needs::nothing,
        500_000,
        1,
        Reinforce::new);
  }

  @Override
  public Actor behaviour() {
    return parts.gatherer;
  }

  @Override
  public Policy target() {
    return parts.frozen();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    parts.observe(before, after);
    for (int copy = 0; copy < episodes.length; copy++) {
      episodes[copy].append(parts.rollout, copy);
    }
  }

  @Override
  public void learn(MetricSink metrics) {
    for (int copy = 0; copy < episodes.length; copy++) {
      Rollout episode = episodes[copy];
      if (episode.full() || parts.rollout.ended[copy]) {
        last[0] = parts.gatherer.last()[copy];
        learnFrom(episode, metrics);
        episode.clear();
      }
    }
    parts.rollout.clear();
  }

  private void learnFrom(Rollout episode, MetricSink metrics) {
    episode.finish(last, settings.discount, 1);
    metrics.record("value/explained-variance", episode.explainedVariance());
    if (settings.normalise.advantages()) {
      episode.standardiseAdvantages();
    }
    parts.network.weights().clearGradients();
    double policyLoss = 0;
    double valueLoss = 0;
    double entropy = 0;
    for (int from = 0; from < episode.length(); from += ROWS) {
      int rows = Math.min(ROWS, episode.length() - from);
      for (int row = 0; row < ROWS; row++) {
        batch.put(row, episode, from + Math.min(row, rows - 1));
        weight.value()[row] = row < rows ? 1f / episode.length() : 0;
      }
      batch.graph.forward();
      batch.graph.backward(loss);
      watch.check(adam.updates() + 1, loss);
      for (int row = 0; row < rows; row++) {
        policyLoss += policy.value()[row] / episode.length();
        valueLoss += baseline.value()[row] / episode.length();
        entropy += batch.entropies.value()[row] / episode.length();
      }
    }
    adam.step(settings.rate.at(parts.begun(), parts.total()));
    metrics.record("loss/policy", policyLoss);
    metrics.record("loss/value", valueLoss);
    metrics.record("policy/entropy", entropy);
  }

  @Override
  public void save(StateWriter out) {
    parts.save(out);
    out.object("adam", adam);
    for (int copy = 0; copy < episodes.length; copy++) {
      out.object("episode-" + copy, episodes[copy]);
    }
  }

  @Override
  public void restore(StateReader in) {
    parts.restore(in);
    in.object("adam", adam);
    for (int copy = 0; copy < episodes.length; copy++) {
      in.object("episode-" + copy, episodes[copy]);
      parts.gatherer.check(episodes[copy]);
    }
  }
}
