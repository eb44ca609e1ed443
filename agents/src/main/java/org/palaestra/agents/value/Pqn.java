package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.pick;
import static org.palaestra.nn.Losses.mse;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.GradientClipping;
import org.palaestra.nn.Graph;
import org.palaestra.nn.RectifiedAdam;
import org.palaestra.nn.Tensor;
import org.palaestra.random.RandomStream;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Parallelised Q-network (Gallici et al., "Simplifying deep temporal difference learning", 2025,
 * algorithm 1): Q(λ) on what many copies have just done, with neither memory nor target network;
 * layer normalisation keeps it from diverging. Each rollout is learned from for some epochs, then
 * forgotten. Off-policy by its targets, which are of the greedy policy.
 *
 * <pre>R(t) = r(t) + γ ((1 − λ) max over a of Q(s(t + 1), a) + λ R(t + 1)), with termination r(t)
 * L(θ) = mean over the minibatch of (Q(s, a; θ) − R)²</pre>
 *
 * <p>Values in R are those of the weights that acted.
 */
public final class Pqn implements Agent {

  private static final double ADAM_EPSILON = 1e-8;

  private final Task task;
  private final PqnSettings settings;
  private final QNetwork network;
  private final QRollout rollout;
  private final Gathering gathering;
  private final int[] order; // [T N] places in the rollout
  private final Minibatch minibatch;
  private final RectifiedAdam adam;
  private final DivergenceWatch watch;

  private Pqn(AgentContext context, PqnSettings settings) {
    this.settings = settings;
    task = new Task(context);
    network = network();
    network.weights().initialise(task.initialisation);
    rollout = new QRollout(settings.rollout(), task.copies, task.encoder.width());
    gathering = new Gathering();
    int parts = settings.learning().minibatches();
    if (rollout.size() % parts != 0) {
      throw new IllegalArgumentException(
          "rollout=%d of %d copies are %d steps, which learning.minibatches=%d does not divide"
              .formatted(settings.rollout(), task.copies, rollout.size(), parts));
    }
    order = new int[rollout.size()];
    minibatch = new Minibatch(rollout.size() / parts);
    adam = new RectifiedAdam(task.kernels, network.weights(), ADAM_EPSILON);
    watch =
        new DivergenceWatch(
            task.kernels,
            network.weights(),
            "lower learning.rate or learning.longestGradient",
            minibatch::episodes,
            new DivergenceWatch.Part("the update", minibatch.graph));
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "pqn",
            "learns action values from many copies, without memory or target network",
            "Gallici et al., \"Simplifying deep temporal difference learning\", ICLR 2025",
            PqnSettings.classicControl(),
            Needs::discreteActions,
            500_000,
            4,
            Pqn::new)
        .with(PqnPresets.all());
  }

  private QNetwork network() {
    return QNetwork.plain(task, settings.network(), LinearLayers.PLAIN);
  }

  @Override
  public Actor behaviour() {
    return gathering;
  }

  @Override
  public Policy target() {
    QNetwork frozen = network();
    frozen.weights().copyFrom(network.weights());
    return n -> new GreedyNetworkActor(frozen, task.quietGraph(), task.encoder, n);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    gathering.remember(taken, after);
    task.progress.advance(task.copies);
  }

  @Override
  public long firstUpdate() {
    return rollout.size();
  }

  @Override
  public void learn(MetricSink metrics) {
    if (!rollout.full()) {
      return;
    }
    rollout.finish(gathering.last, settings.discount(), settings.lambda());
    // The rate is that of the rollout's first step: the last update still moves.
    long begun = task.progress.steps() - rollout.size();
    double rate = settings.learning().rate().at(begun, task.progress.total());
    metrics.record("learning-rate", rate);
    metrics.record("exploration/epsilon", task.progress.at(settings.exploration()));
    for (int epoch = 0; epoch < settings.learning().epochs(); epoch++) {
      shuffle();
      for (int from = 0; from < order.length; from += minibatch.size) {
        minibatch.draw(from);
        update(rate, metrics);
      }
    }
    rollout.clear();
  }

  private void shuffle() {
    for (int i = 0; i < order.length; i++) {
      int j = task.draws.nextInt(i + 1);
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
    metrics.record("loss/td", minibatch.loss.scalar());
    metrics.record("q/mean", minibatch.meanValue());
    metrics.record("td-error/mean", minibatch.meanError());
  }

  /** The graph of one update and what goes into it. */
  private final class Minibatch {

    final int size; // B
    final Graph graph = task.graph();
    private final int[] places; // [B] in the rollout
    private final int[] taken; // [B]
    private final Tensor states; // [B, D]
    private final Tensor returns; // [B]
    private final Tensor q; // [B] of the actions that were taken
    final Tensor loss;

    Minibatch(int size) {
      this.size = size;
      places = new int[size];
      taken = new int[size];
      states = graph.input(size, task.encoder.width());
      returns = graph.input(size);
      q = pick(network.values(states), taken);
      loss = mse(q, returns);
    }

    /** Takes the steps at {@code order[from]} onwards. */
    void draw(int from) {
      int width = task.encoder.width();
      for (int row = 0; row < size; row++) {
        int at = order[from + row];
        places[row] = at;
        System.arraycopy(rollout.states, at * width, states.value(), row * width, width);
        taken[row] = rollout.taken[at];
        returns.value()[row] = rollout.returns[at];
      }
    }

    Set<PastEpisode> episodes() {
      return PastEpisode.of(rollout.ended, task.copies, rollout.next() / task.copies, places);
    }

    double meanValue() {
      double sum = 0;
      for (int row = 0; row < size; row++) {
        sum += q.value()[row];
      }
      return sum / size;
    }

    double meanError() {
      double sum = 0;
      for (int row = 0; row < size; row++) {
        sum += Math.abs(returns.value()[row] - q.value()[row]);
      }
      return sum / size;
    }
  }

  /** Acts, and writes into the rollout what came of it. */
  private final class Gathering implements Actor {

    private final Graph acting = task.graph();
    private final Graph judging = task.graph();
    private final Tensor states = acting.input(task.copies, task.encoder.width()); // [N, D]
    private final Tensor q = network.values(states); // [N, A]
    private final Tensor others = judging.input(task.copies, task.encoder.width()); // [N, D]
    private final Tensor qOthers = network.values(others); // [N, A]
    final float[] last = new float[task.copies]; // [N]

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      double epsilon = task.progress.at(settings.exploration());
      int actions = task.actions;
      encode(now.observations, now.width(), states);
      acting.forward();
      for (int copy = 0; copy < task.copies; copy++) {
        int best = greedy(q, copy, now.allowed);
        rollout.values[rollout.next() + copy] = q.value()[copy * actions + best];
        out.indices[copy] =
            streams[copy].nextDouble() < epsilon
                ? Greedy.any(actions, now.allowed, copy * actions, streams[copy])
                : best;
      }
    }

    private int greedy(Tensor values, int copy, boolean[] allowed) {
      int at = copy * task.actions;
      return Greedy.action(values.value(), at, task.actions, allowed, at);
    }

    private void encode(float[] from, int width, Tensor into) {
      for (int copy = 0; copy < task.copies; copy++) {
        task.encoder.encode(from, copy * width, into.value(), copy);
      }
    }

    /** Writes down the step that was chosen last. */
    void remember(ActionBatch taken, StepBatch after) {
      int at = rollout.next();
      int width = task.encoder.width();
      System.arraycopy(states.value(), 0, rollout.states, at * width, task.copies * width);
      System.arraycopy(taken.indices, 0, rollout.taken, at, task.copies);
      boolean cut = false;
      for (int copy = 0; copy < task.copies; copy++) {
        rollout.rewards[at + copy] = (float) after.rewards[copy];
        rollout.terminated[at + copy] = after.terminated[copy];
        rollout.ended[at + copy] = after.ended(copy);
        cut |= after.truncated[copy];
      }
      if (cut) {
        encode(after.successors, after.width(), others);
        judging.forward();
        for (int copy = 0; copy < task.copies; copy++) {
          if (after.truncated[copy]) {
            rollout.futures[at + copy] = value(copy, after.successorAllowed);
          }
        }
      }
      rollout.advance();
      if (rollout.full()) {
        encode(after.observations, after.width(), others);
        judging.forward();
        for (int copy = 0; copy < task.copies; copy++) {
          last[copy] = value(copy, after.allowed);
        }
      }
    }

    private float value(int copy, boolean[] allowed) {
      return qOthers.value()[copy * task.actions + greedy(qOthers, copy, allowed)];
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("network", network.weights());
    out.object("adam", adam);
    out.object("rollout", rollout);
    long[] stream = new long[RandomStream.STATE_SIZE];
    task.draws.save(stream, 0);
    out.longs("shuffling", stream);
    out.object("progress", task.progress);
  }

  @Override
  public void restore(StateReader in) {
    in.object("network", network.weights());
    in.object("adam", adam);
    in.object("rollout", rollout);
    in.in("rollout").ints("taken", rollout.taken, 0, task.actions - 1);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("shuffling", stream);
    task.draws.restore(stream, 0);
    in.object("progress", task.progress);
  }
}
