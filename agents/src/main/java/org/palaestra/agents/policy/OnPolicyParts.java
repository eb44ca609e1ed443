package org.palaestra.agents.policy;

import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Policy;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.network.Normaliser;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** What every on-policy agent has: a network, who gathers experience with it, and a clock. */
final class OnPolicyParts implements Stateful {

  /**
   * How they are made.
   *
   * @param trunk what policy and value stand on
   * @param shareBody whether both stand on the same layers
   * @param rollout T
   */
  record Plan(
      Trunk.Kind trunk,
      boolean shareBody,
      int rollout,
      Normalise normalise,
      double discount,
      Acts acts) {}

  final Kernels kernels;
  final ActorCritic network;
  final Gatherer gatherer;
  final Rollout rollout;

  private final Plan plan;
  private final Space observations;
  private final Space actions;
  private final InputEncoder encoder;
  private final long total;
  private long steps;

  OnPolicyParts(AgentContext context, Plan plan) {
    this.plan = plan;
    observations = context.observations();
    actions = context.actions();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    encoder = new InputEncoder(observations);
    total = context.steps();
    network = network();
    network.weights().initialise(context.streams().stream(RandomStreams.INITIALISATION));
    gatherer = new Gatherer(context, kernels, network, plan.rollout, plan.normalise, plan.discount);
    rollout = gatherer.rollout();
  }

  private ActorCritic network() {
    return new ActorCritic(observations, actions, plan.trunk, plan.shareBody);
  }

  /** The order in which the rollout is learned from. */
  Order order() {
    boolean whole = plan.trunk instanceof Trunk.Remembering;
    return new Order(rollout.steps, rollout.copies, whole);
  }

  /** A batch of B steps of experience, each judged by itself, in a graph of its own. */
  PolicyBatch batch(int size) {
    return batch(size, 1);
  }

  /** A batch of B steps of experience, in sequences of that length. */
  PolicyBatch batch(int size, int length) {
    return new PolicyBatch(kernels, network, size, length, encoder.width());
  }

  DivergenceWatch watch(String remedy, PolicyBatch batch) {
    return new DivergenceWatch(
        kernels,
        network.weights(),
        remedy,
        batch::episodes,
        new DivergenceWatch.Part("the update", batch.graph));
  }

  /** The policy of this moment, frozen. */
  Policy frozen() {
    ActorCritic copy = network();
    copy.weights().copyFrom(network.weights());
    Normaliser normaliser = gatherer.frozen();
    boolean byChance = plan.acts == Acts.BY_CHANCE;
    return n -> new PolicyActor(copy, new Graph(kernels), encoder, normaliser, byChance, n);
  }

  void observe(StepBatch before, StepBatch after) {
    gatherer.observe(before, after);
    steps += before.size();
  }

  /** Environment steps before those of the rollout, so that a rate that falls to 0 moves it yet. */
  long begun() {
    return steps - (long) rollout.length() * rollout.copies;
  }

  /** Environment steps of the whole training. */
  long total() {
    return total;
  }

  @Override
  public void save(StateWriter out) {
    out.object("network", network.weights());
    gatherer.saveExperience(out);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.object("network", network.weights());
    gatherer.restoreExperience(in);
    steps = in.integer("steps");
  }
}
