package org.palaestra.agents.policy;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.clip;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.max;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.min;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.times;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.GradientClipping;
import org.palaestra.nn.Tensor;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Proximal policy optimisation with a clipped objective (Schulman et al., "Proximal policy
 * optimization algorithms", 2017, equation 9). On-policy: each rollout is learned from for some
 * epochs, then forgotten.
 *
 * <pre>ρ = π(a | s; θ) / π(a | s; θ_old)
 * L(θ) = mean of −min(ρ A, clip(ρ, 1 − ε, 1 + ε) A) + c_v (V(s; θ) − R)² / 2 − c_e H(π(· | s; θ))
 * </pre>
 */
public final class Ppo implements Agent {

  private static final double ADAM_EPSILON = 1e-5;

  private final PpoSettings settings;
  final OnPolicyParts parts;
  private final RandomStream shuffling;
  private final Order order;
  final Minibatch minibatch;
  private final Adam adam;
  private final DivergenceWatch watch;

  private Ppo(AgentContext context, PpoSettings settings) {
    this(context, settings, new Trunk.Forward(settings.network()));
  }

  Ppo(AgentContext context, PpoSettings settings, Trunk.Kind trunk) {
    this.settings = settings;
    parts =
        new OnPolicyParts(
            context,
            new OnPolicyParts.Plan(
                trunk,
                settings.shareBody(),
                settings.rollout(),
                settings.normalise(),
                settings.discount(),
                settings.acts()));
    shuffling = context.streams().stream(RandomStreams.REPLAY);
    order = parts.order();
    int size = parts.rollout.size();
    int minibatches = settings.learning().minibatches();
    if (order.sequences() % minibatches != 0) {
      throw new IllegalArgumentException(
          order.length == 1
              ? "rollout=%d of %d copies are %d steps, which learning.minibatches=%d does not divide"
                  .formatted(settings.rollout(), context.copies(), size, minibatches)
              : "learning.minibatches=%d does not divide %d copies, which are learned from as a whole;"
                      .formatted(minibatches, context.copies())
                  + " choose another of the two");
    }
    minibatch = new Minibatch(size / minibatches);
    adam = new Adam(parts.kernels, parts.network.weights(), ADAM_EPSILON);
    watch = parts.watch("lower learning.rate or learning.longestGradient", minibatch.batch);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "ppo",
            "learns a policy by small clipped steps",
            "Schulman et al., \"Proximal policy optimization algorithms\", 2017",
            PpoSettings.classicControl(),
            Needs::nothing,
            500_000,
            4,
            Ppo::new)
        .with(PpoPresets.all());
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
  }

  @Override
  public long firstUpdate() {
    return parts.rollout.size();
  }

  @Override
  public void learn(MetricSink metrics) {
    Rollout rollout = parts.rollout;
    if (!rollout.full()) {
      return;
    }
    rollout.finish(parts.gatherer.last(), settings.discount(), settings.lambda());
    metrics.record("value/explained-variance", rollout.explainedVariance());
    double rate = settings.learning().rate().at(parts.begun(), parts.total());
    metrics.record("learning-rate", rate);
    for (int epoch = 0; epoch < settings.learning().epochs(); epoch++) {
      order.shuffle(shuffling);
      for (int from = 0; from < rollout.size(); from += minibatch.size) {
        minibatch.draw(rollout, from);
        update(rate, metrics);
      }
    }
    rollout.clear();
  }

  private void update(double rate, MetricSink metrics) {
    minibatch.batch.graph.forward();
    parts.network.weights().clearGradients();
    minibatch.batch.graph.backward(minibatch.loss);
    watch.check(adam.updates() + 1, minibatch.loss);
    GradientClipping.byNorm(parts.network.weights(), settings.learning().longestGradient());
    adam.step(rate);
    minibatch.record(metrics);
  }

  /** The graph of one update and what goes into it. */
  final class Minibatch {

    final int size; // B
    final PolicyBatch batch;
    private final Tensor oldLogProb; // [B]
    private final Tensor oldValue; // [B]
    private final Tensor logRatio; // [B]
    private final Tensor ratio; // [B]
    private final Tensor policyLoss;
    private final Tensor valueLoss;
    private final Tensor entropy;
    final Tensor loss;

    Minibatch(int size) {
      this.size = size;
      batch = parts.batch(size, order.length);
      oldLogProb = batch.graph.input(size);
      oldValue = batch.graph.input(size);
      double epsilon = settings.loss().clip();

      logRatio = minus(batch.logProb, oldLogProb);
      ratio = exp(logRatio);
      Tensor clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
      Tensor gain = min(times(ratio, batch.advantage), times(clipped, batch.advantage));
      policyLoss = affine(mean(gain), -1, 0);

      Tensor v = batch.value;
      Tensor errors = square(minus(v, batch.returns));
      if (settings.loss().clipValue()) {
        Tensor near = plus(oldValue, clip(minus(v, oldValue), -epsilon, epsilon));
        errors = max(errors, square(minus(near, batch.returns)));
      }
      valueLoss = affine(mean(errors), 0.5, 0);

      entropy = mean(batch.entropies);
      loss =
          plus(
              plus(policyLoss, affine(valueLoss, settings.loss().value(), 0)),
              affine(entropy, -settings.loss().entropy(), 0));
    }

    /** Takes the steps at {@code order.places[from]} onwards. */
    void draw(Rollout rollout, int from) {
      for (int row = 0; row < size; row++) {
        int at = order.places[from + row];
        batch.put(row, rollout, at);
        oldLogProb.value()[row] = rollout.logProbabilities[at];
        oldValue.value()[row] = rollout.values[at];
      }
      if (settings.normalise().advantages()) {
        batch.standardiseAdvantages();
      }
    }

    void record(MetricSink metrics) {
      double divergence = 0;
      int beyond = 0;
      for (int i = 0; i < size; i++) {
        double r = ratio.value()[i];
        divergence += r - 1 - logRatio.value()[i];
        beyond += Math.abs(r - 1) > settings.loss().clip() ? 1 : 0;
      }
      metrics.record("loss/policy", policyLoss.scalar());
      metrics.record("loss/value", valueLoss.scalar());
      metrics.record("policy/entropy", entropy.scalar());
      metrics.record("policy/kl", divergence / size);
      metrics.record("policy/clip-fraction", (double) beyond / size);
    }
  }

  @Override
  public void save(StateWriter out) {
    parts.save(out);
    out.object("adam", adam);
    long[] stream = new long[RandomStream.STATE_SIZE];
    shuffling.save(stream, 0);
    out.longs("shuffling", stream);
  }

  @Override
  public void restore(StateReader in) {
    parts.restore(in);
    in.object("adam", adam);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("shuffling", stream);
    shuffling.restore(stream, 0);
  }
}
