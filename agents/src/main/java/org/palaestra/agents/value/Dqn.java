package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.pick;
import static org.palaestra.nn.Losses.huber;
import static org.palaestra.nn.Losses.mse;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Deep Q-network: Q-learning with a neural network, a replay memory and a target network (Mnih et
 * al., "Human-level control through deep reinforcement learning", Nature 2015, algorithm 1). Off-
 * policy.
 *
 * <pre>y = r + γ max over a′ of Q(s′, a′; θ⁻), or r where s′ terminated
 * L(θ) = mean over the batch of (Q(s, a; θ) − y)²</pre>
 */
public final class Dqn implements Agent {

  private static final double ADAM_EPSILON = 1e-8;

  private final DqnSettings settings;
  private final Kernels kernels;
  private final Space observations;
  private final InputEncoder encoder;
  private final int copies;
  private final int actions;
  private final long total;

  private final QNetwork online;
  private final QNetwork target;
  private final ReplayMemory memory;
  private final RandomStream draws;
  private final Batch batch;
  private final Adam adam;
  private final DivergenceWatch watch;
  private final EpsilonGreedy behaviour;
  private long steps;
  private long stepsBefore;

  private Dqn(AgentContext context, DqnSettings settings) {
    this.settings = settings;
    kernels = KernelChoice.of(context.kernels(), context.threads());
    observations = context.observations();
    encoder = new InputEncoder(observations);
    copies = context.copies();
    actions = ((Discrete) context.actions()).n();
    total = context.steps();
    online = network();
    online.weights().initialise(context.streams().stream(RandomStreams.INITIALISATION));
    target = network();
    target.weights().copyFrom(online.weights());
    memory =
        new ReplayMemory(
            context.observations(), new Discrete(actions), settings.replay().capacity());
    draws = context.streams().stream(RandomStreams.REPLAY);
    batch = new Batch(settings.replay().batch(), context.observations().size());
    adam = new Adam(kernels, online.weights(), ADAM_EPSILON);
    watch =
        new DivergenceWatch(
            kernels,
            online.weights(),
            remedy(),
            new DivergenceWatch.Part("the target network", batch.bootstrapping),
            new DivergenceWatch.Part("the online network", batch.learning));
    behaviour = new EpsilonGreedy(copies);
  }

  private String remedy() {
    String lower = "lower learning.rate";
    return settings.learning().loss() == DqnSettings.Loss.HUBER
        ? lower
        : lower + ", or clip the gradients of the errors with learning.loss=huber";
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "dqn",
        "learns action values with a network, replay and a target network",
        "Mnih et al., \"Human-level control through deep reinforcement learning\", Nature 2015",
        DqnSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        Dqn::new);
  }

  private QNetwork network() {
    return new QNetwork(observations, settings.network(), actions);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    QNetwork frozen = network();
    frozen.weights().copyFrom(online.weights());
    return n -> new GreedyNetworkActor(frozen, new Graph(kernels), encoder, n);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    for (int copy = 0; copy < copies; copy++) {
      memory.add(before, taken, after, copy);
    }
    stepsBefore = steps;
    steps += copies;
  }

  @Override
  public void learn(MetricSink metrics) {
    if (steps > settings.replay().warmup() && memory.size() >= batch.size) {
      for (long due = due(settings.learning().every()); due > 0; due--) {
        update(metrics);
      }
      if (due(settings.targetEvery()) > 0) {
        target.weights().copyFrom(online.weights());
      }
    }
  }

  /** How many multiples of {@code period} the last step of the batch reached. */
  private long due(int period) {
    return steps / period - stepsBefore / period;
  }

  private void update(MetricSink metrics) {
    batch.draw();
    batch.bootstrap();
    batch.learning.forward();
    online.weights().clearGradients();
    batch.learning.backward(batch.loss);
    watch.check(adam.updates() + 1, batch.loss);
    adam.step(settings.learning().rate().at(steps, total));
    metrics.record("loss/td", batch.loss.scalar());
    metrics.record("q/mean", batch.meanValue());
    metrics.record("exploration/epsilon", behaviour.epsilon());
  }

  /** The graphs of one update and what goes into them. */
  private final class Batch {

    final int size;
    final Graph learning = new Graph(kernels);
    final Graph bootstrapping = new Graph(kernels);
    private final int[] slots; // [B] places in the memory
    private final int[] taken; // [B] actions that were taken
    private final float[] observation;
    private final Tensor states; // [B, D]
    private final Tensor nextStates; // [B, D]
    private final Tensor qNext; // [B, A] of the target network
    private final Tensor q; // [B] of the actions that were taken
    private final Tensor y; // [B] what they should be worth
    final Tensor loss;

    Batch(int size, int width) {
      this.size = size;
      slots = new int[size];
      taken = new int[size];
      observation = new float[width];
      nextStates = bootstrapping.input(size, encoder.width());
      qNext = target.values(nextStates);
      states = learning.input(size, encoder.width());
      y = learning.input(size);
      q = pick(online.values(states), taken);
      loss = settings.learning().loss() == DqnSettings.Loss.HUBER ? huber(q, y, 1) : mse(q, y);
    }

    void draw() {
      memory.sample(draws, slots);
      for (int i = 0; i < size; i++) {
        memory.observation(slots[i], observation, 0);
        encoder.encode(observation, 0, states.value(), i);
        memory.successor(slots[i], observation, 0);
        encoder.encode(observation, 0, nextStates.value(), i);
        taken[i] = memory.action(slots[i]);
      }
    }

    /** y = r + γ max over a′ of Q(s′, a′; θ⁻), or r where s′ terminated. */
    void bootstrap() {
      float gamma = (float) settings.discount();
      bootstrapping.forward();
      for (int i = 0; i < size; i++) {
        int slot = slots[i];
        float future = 0;
        if (!memory.terminated(slot)) {
          int best =
              Greedy.action(qNext.value(), i * actions, actions, memory.allowed(), slot * actions);
          future = qNext.value()[i * actions + best];
        }
        y.value()[i] = memory.reward(slot) + gamma * future;
      }
    }

    double meanValue() {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += q.value()[i];
      }
      return sum / size;
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("online", online.weights());
    out.object("target", target.weights());
    out.object("adam", adam);
    out.object("replay", memory);
    long[] stream = new long[RandomStream.STATE_SIZE];
    draws.save(stream, 0);
    out.longs("draws", stream);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.object("online", online.weights());
    in.object("target", target.weights());
    in.object("adam", adam);
    in.object("replay", memory);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("draws", stream);
    draws.restore(stream, 0);
    steps = in.integer("steps");
  }

  /** Explores with probability ε, and asks the network only if some copy does not. */
  private final class EpsilonGreedy implements Actor {

    private final Graph acting = new Graph(kernels);
    private final Tensor states; // [N, D]
    private final Tensor q; // [N, A]
    private final boolean[] explores;

    EpsilonGreedy(int copies) {
      states = acting.input(copies, encoder.width());
      q = online.values(states);
      explores = new boolean[copies];
    }

    double epsilon() {
      return settings.exploration().at(steps, total);
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      double epsilon = epsilon();
      boolean ask = false;
      for (int copy = 0; copy < copies; copy++) {
        explores[copy] = streams[copy].nextDouble() < epsilon;
        if (explores[copy]) {
          out.indices[copy] = Greedy.any(actions, now.allowed, copy * actions, streams[copy]);
        } else {
          encoder.encode(now.observations, copy * now.width(), states.value(), copy);
          ask = true;
        }
      }
      if (ask) {
        acting.forward();
        for (int copy = 0; copy < copies; copy++) {
          if (!explores[copy]) {
            out.indices[copy] =
                Greedy.action(q.value(), copy * actions, actions, now.allowed, copy * actions);
          }
        }
      }
    }
  }
}
