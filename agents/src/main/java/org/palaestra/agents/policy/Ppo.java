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
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.network.Normaliser;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.GradientClipping;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;
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
  private static final double SMALLEST_DEVIATION = 1e-8;

  private final PpoSettings settings;
  private final Space observations;
  private final Space actions;
  private final Kernels kernels;
  private final InputEncoder encoder;
  private final long total;
  private final ActorCritic network;
  private final Gatherer gatherer;
  private final RandomStream shuffling;
  private final int[] order; // [T N] places in the rollout
  private final Minibatch minibatch;
  private final Adam adam;
  private final DivergenceWatch watch;
  private long steps;

  private Ppo(AgentContext context, PpoSettings settings) {
    this.settings = settings;
    observations = context.observations();
    actions = context.actions();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    encoder = new InputEncoder(observations);
    total = context.steps();
    network = network();
    network.weights().initialise(context.streams().stream(RandomStreams.INITIALISATION));
    gatherer =
        new Gatherer(
            context,
            kernels,
            network,
            settings.rollout(),
            settings.normalise(),
            settings.discount());
    shuffling = context.streams().stream(RandomStreams.REPLAY);
    int size = gatherer.rollout().size();
    int parts = settings.learning().minibatches();
    if (size % parts != 0) {
      throw new IllegalArgumentException(
          "rollout=%d of %d copies are %d steps, which learning.minibatches=%d does not divide"
              .formatted(settings.rollout(), context.copies(), size, parts));
    }
    order = new int[size];
    minibatch = new Minibatch(size / parts);
    adam = new Adam(kernels, network.weights(), ADAM_EPSILON);
    watch =
        new DivergenceWatch(
            kernels,
            network.weights(),
            "lower learning.rate or learning.longestGradient",
            new DivergenceWatch.Part("the update", minibatch.graph));
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
        Ppo::new);
  }

  private ActorCritic network() {
    return new ActorCritic(observations, actions, settings.network(), settings.shareBody());
  }

  @Override
  public Actor behaviour() {
    return gatherer;
  }

  @Override
  public Policy target() {
    ActorCritic frozen = network();
    frozen.weights().copyFrom(network.weights());
    Normaliser normaliser = gatherer.frozen();
    boolean byChance = settings.acts() == PpoSettings.Acts.BY_CHANCE;
    return n -> new PolicyActor(frozen, new Graph(kernels), encoder, normaliser, byChance, n);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    gatherer.observe(before, after);
    steps += before.size();
  }

  @Override
  public void learn(MetricSink metrics) {
    Rollout rollout = gatherer.rollout();
    if (!rollout.full()) {
      return;
    }
    rollout.finish(gatherer.last(), settings.discount(), settings.lambda());
    metrics.record("value/explained-variance", rollout.explainedVariance());
    // The rate is that of the rollout's first step: the last update still moves.
    double rate = settings.learning().rate().at(steps - rollout.size(), total);
    metrics.record("learning-rate", rate);
    for (int epoch = 0; epoch < settings.learning().epochs(); epoch++) {
      shuffle();
      for (int from = 0; from < order.length; from += minibatch.size) {
        minibatch.draw(rollout, from);
        update(rate, metrics);
      }
    }
    rollout.clear();
  }

  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      int j = shuffling.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private void update(double rate, MetricSink metrics) {
    minibatch.graph.forward();
    network.weights().clearGradients();
    minibatch.graph.backward(minibatch.loss);
    watch.check(adam.updates() + 1, minibatch.loss);
    GradientClipping.byNorm(network.weights(), settings.learning().longestGradient());
    adam.step(rate);
    minibatch.record(metrics);
  }

  /** The graph of one update and what goes into it. */
  private final class Minibatch {

    final int size;
    final Graph graph = new Graph(kernels);
    private final Tensor states; // [B, D]
    private final ActionDistribution policy;
    private final Tensor oldLogProb; // [B]
    private final Tensor oldValue; // [B]
    private final Tensor advantage; // [B]
    private final Tensor returns; // [B]
    private final Tensor logRatio; // [B]
    private final Tensor ratio; // [B]
    private final Tensor policyLoss;
    private final Tensor valueLoss;
    private final Tensor entropy;
    final Tensor loss;

    Minibatch(int size) {
      this.size = size;
      states = graph.input(size, encoder.width());
      oldLogProb = graph.input(size);
      oldValue = graph.input(size);
      advantage = graph.input(size);
      returns = graph.input(size);
      ActorCritic.Judgement judgement = network.both(states);
      policy = judgement.policy();
      double epsilon = settings.loss().clip();

      logRatio = minus(policy.logProb(), oldLogProb);
      ratio = exp(logRatio);
      Tensor clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
      policyLoss = affine(mean(min(times(ratio, advantage), times(clipped, advantage))), -1, 0);

      Tensor v = judgement.value();
      Tensor errors = square(minus(v, returns));
      if (settings.loss().clipValue()) {
        Tensor near = plus(oldValue, clip(minus(v, oldValue), -epsilon, epsilon));
        errors = max(errors, square(minus(near, returns)));
      }
      valueLoss = affine(mean(errors), 0.5, 0);
      entropy = mean(policy.entropy());

      loss =
          plus(
              plus(policyLoss, affine(valueLoss, settings.loss().value(), 0)),
              affine(entropy, -settings.loss().entropy(), 0));
    }

    /** Takes the steps at {@code order[from]} onwards. */
    void draw(Rollout rollout, int from) {
      int width = rollout.width;
      int masked = rollout.allowed.length / rollout.size();
      for (int row = 0; row < size; row++) {
        int at = order[from + row];
        System.arraycopy(rollout.observations, at * width, states.value(), row * width, width);
        policy.allow(row, rollout.allowed, at * masked);
        policy.ask(row, rollout.choices, at * rollout.choiceWidth);
        oldLogProb.value()[row] = rollout.logProbabilities[at];
        oldValue.value()[row] = rollout.values[at];
        advantage.value()[row] = rollout.advantages[at];
        returns.value()[row] = rollout.returns[at];
      }
      if (settings.normalise().advantages() && size > 1) {
        standardise(advantage.value(), size);
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

  /** To mean 0 and deviation 1. */
  private static void standardise(float[] x, int size) {
    double mean = 0;
    for (int i = 0; i < size; i++) {
      mean += x[i];
    }
    mean /= size;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    double deviation = Math.sqrt(squares / (size - 1)) + SMALLEST_DEVIATION;
    for (int i = 0; i < size; i++) {
      x[i] = (float) ((x[i] - mean) / deviation);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("network", network.weights());
    out.object("adam", adam);
    gatherer.saveExperience(out);
    long[] stream = new long[RandomStream.STATE_SIZE];
    shuffling.save(stream, 0);
    out.longs("shuffling", stream);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.object("network", network.weights());
    in.object("adam", adam);
    gatherer.restoreExperience(in);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("shuffling", stream);
    shuffling.restore(stream, 0);
    steps = in.integer("steps");
  }
}
