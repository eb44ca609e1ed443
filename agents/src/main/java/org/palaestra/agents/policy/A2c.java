package org.palaestra.agents.policy;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.times;
import static org.palaestra.nn.Losses.mse;

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
import org.palaestra.nn.GradientClipping;
import org.palaestra.nn.RmsProp;
import org.palaestra.nn.Tensor;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Advantage actor-critic, the synchronous form of A3C (Mnih et al., "Asynchronous methods for deep
 * reinforcement learning", ICML 2016). On-policy: one update for each short rollout of all copies.
 *
 * <pre>L(θ) = mean of −A log π(a | s; θ) + c_v (V(s; θ) − R)² − c_e H(π(· | s; θ))</pre>
 */
public final class A2c implements Agent {

  private static final double DECAY = 0.99;
  private static final double RMS_EPSILON = 1e-5;

  private final A2cSettings settings;
  final OnPolicyParts parts;
  private final Order order;
  private final PolicyBatch batch; // all of a rollout
  private final Tensor policyLoss;
  private final Tensor valueLoss;
  private final Tensor entropy;
  private final Tensor loss;
  private final RmsProp optimiser;
  private final DivergenceWatch watch;
  private long updates;

  private A2c(AgentContext context, A2cSettings settings) {
    this(context, settings, new Trunk.Forward(settings.network()));
  }

  A2c(AgentContext context, A2cSettings settings, Trunk.Kind trunk) {
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
    order = parts.order();
    batch = parts.batch(parts.rollout.size(), order.length);
    policyLoss = affine(mean(times(batch.advantage, batch.logProb)), -1, 0);
    valueLoss = mse(batch.value, batch.returns);
    entropy = mean(batch.entropies);
    loss =
        plus(
            plus(policyLoss, affine(valueLoss, settings.value(), 0)),
            affine(entropy, -settings.entropy(), 0));
    optimiser = new RmsProp(parts.network.weights(), DECAY, RMS_EPSILON);
    watch = parts.watch("lower rate or longestGradient", batch);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "a2c",
        "learns a policy and its value from short rollouts of many copies",
        "Mnih et al., \"Asynchronous methods for deep reinforcement learning\", ICML 2016",
        A2cSettings.classicControl(),
        Needs::nothing,
        500_000,
        8,
        A2c::new);
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
    for (int row = 0; row < batch.size; row++) {
      batch.put(row, rollout, order.places[row]);
    }
    if (settings.normalise().advantages()) {
      batch.standardiseAdvantages();
    }
    batch.graph.forward();
    parts.network.weights().clearGradients();
    batch.graph.backward(loss);
    watch.check(++updates, loss);
    GradientClipping.byNorm(parts.network.weights(), settings.longestGradient());
    optimiser.step(settings.rate().at(parts.begun(), parts.total()));
    metrics.record("loss/policy", policyLoss.scalar());
    metrics.record("loss/value", valueLoss.scalar());
    metrics.record("policy/entropy", entropy.scalar());
    metrics.record("value/explained-variance", rollout.explainedVariance());
    rollout.clear();
  }

  @Override
  public void save(StateWriter out) {
    parts.save(out);
    out.object("optimiser", optimiser);
    out.integer("updates", updates);
  }

  @Override
  public void restore(StateReader in) {
    parts.restore(in);
    in.object("optimiser", optimiser);
    updates = in.integer("updates");
  }
}
