package org.palaestra.agents.deep;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.Needs;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Mlp;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Discrete;
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
  private final InputEncoder encoder;
  private final int copies;
  private final int actions;
  private final long total;

  private final Mlp online;
  private final Mlp target;
  private final Mlp.Pass onlinePass;
  private final Mlp.Pass targetPass;
  private final float[] gradients;
  private final Adam adam;
  private final ReplayMemory memory;
  private final RandomStream draws;
  private final int[] slots;
  private final float[] scratch;
  private final EpsilonGreedy behaviour;
  private long steps;
  private long stepsBefore;

  private Dqn(AgentContext context, DqnSettings settings) {
    this.settings = settings;
    kernels = KernelChoice.of(context.kernels());
    encoder = new InputEncoder(context.observations());
    copies = context.copies();
    actions = ((Discrete) context.actions()).n();
    total = context.steps();
    int batch = settings.replay().batch();
    online = network();
    online.initialise(context.streams().stream(RandomStreams.INITIALISATION));
    target = network();
    target.copyFrom(online);
    onlinePass = online.pass(batch);
    targetPass = target.pass(batch);
    gradients = new float[online.parameters().length];
    adam = new Adam(kernels, gradients.length, ADAM_EPSILON);
    memory =
        new ReplayMemory(
            context.observations(), new Discrete(actions), settings.replay().capacity());
    draws = context.streams().stream(RandomStreams.REPLAY);
    slots = new int[batch];
    scratch = new float[context.observations().size()];
    behaviour = new EpsilonGreedy(copies);
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
        Dqn::new);
  }

  private Mlp network() {
    int[] hidden = settings.network().hidden();
    int[] widths = new int[hidden.length + 2];
    widths[0] = encoder.width();
    System.arraycopy(hidden, 0, widths, 1, hidden.length);
    widths[widths.length - 1] = actions;
    return new Mlp(kernels, widths);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    Mlp frozen = network();
    frozen.copyFrom(online);
    return n -> new GreedyNetworkActor(frozen, encoder, n);
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
    if (steps > settings.replay().warmup() && memory.size() >= slots.length) {
      for (long due = due(settings.learning().every()); due > 0; due--) {
        update(metrics);
      }
      if (due(settings.targetEvery()) > 0) {
        target.copyFrom(online);
      }
    }
  }

  /** How many multiples of {@code period} the last step of the batch reached. */
  private long due(int period) {
    return steps / period - stepsBefore / period;
  }

  private void update(MetricSink metrics) {
    int batch = slots.length;
    float gamma = (float) settings.discount();
    memory.sample(draws, slots);
    for (int i = 0; i < batch; i++) {
      memory.observation(slots[i], scratch, 0);
      encoder.encode(scratch, 0, onlinePass.input(), i);
      memory.successor(slots[i], scratch, 0);
      encoder.encode(scratch, 0, targetPass.input(), i);
    }
    targetPass.forward(batch);
    onlinePass.forward(batch);
    float[] qNext = targetPass.output(); // [B, A], padded rows
    float[] q = onlinePass.output(); // [B, A], padded rows
    float[] dq = onlinePass.outputGradient(); // [B, A], padded rows
    int stride = onlinePass.outputStride();
    Arrays.fill(dq, 0);
    double loss = 0;
    double value = 0;
    for (int i = 0; i < batch; i++) {
      int slot = slots[i];
      float y = memory.reward(slot);
      if (!memory.terminated(slot)) {
        int best = Greedy.action(qNext, i * stride, actions, memory.allowed(), slot * actions);
        y += gamma * qNext[i * stride + best];
      }
      int at = i * stride + memory.action(slot);
      float error = q[at] - y;
      value += q[at];
      if (settings.learning().loss() == DqnSettings.Loss.HUBER && Math.abs(error) > 1) {
        loss += Math.abs(error) - 0.5;
        dq[at] = Math.signum(error) / batch;
      } else if (settings.learning().loss() == DqnSettings.Loss.HUBER) {
        loss += 0.5 * error * error;
        dq[at] = error / batch;
      } else {
        loss += error * error;
        dq[at] = 2 * error / batch;
      }
    }
    Arrays.fill(gradients, 0);
    onlinePass.backward(batch, gradients);
    adam.step(online.parameters(), gradients, settings.learning().rate().at(steps, total));
    metrics.record("loss/td", loss / batch);
    metrics.record("q/mean", value / batch);
    metrics.record("exploration/epsilon", behaviour.epsilon());
  }

  @Override
  public void save(StateWriter out) {
    out.object("online", online);
    out.object("target", target);
    out.object("adam", adam);
    out.object("replay", memory);
    long[] stream = new long[RandomStream.STATE_SIZE];
    draws.save(stream, 0);
    out.longs("draws", stream);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.object("online", online);
    in.object("target", target);
    in.object("adam", adam);
    in.object("replay", memory);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("draws", stream);
    draws.restore(stream, 0);
    steps = in.integer("steps");
  }

  /** Explores with probability ε, and computes the network for the other copies only. */
  private final class EpsilonGreedy implements Actor {

    private final Mlp.Pass pass;
    private final int[] greedy;

    EpsilonGreedy(int copies) {
      pass = online.pass(copies);
      greedy = new int[copies];
    }

    double epsilon() {
      return settings.exploration().at(steps, total);
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      double epsilon = epsilon();
      int rows = 0;
      for (int copy = 0; copy < copies; copy++) {
        if (streams[copy].nextDouble() < epsilon) {
          out.indices[copy] = Greedy.any(actions, now.allowed, copy * actions, streams[copy]);
        } else {
          encoder.encode(now.observations, copy * now.width(), pass.input(), rows);
          greedy[rows++] = copy;
        }
      }
      if (rows > 0) {
        pass.forward(rows);
        for (int row = 0; row < rows; row++) {
          int copy = greedy[row];
          out.indices[copy] =
              Greedy.action(
                  pass.output(), row * pass.outputStride(), actions, now.allowed, copy * actions);
        }
      }
    }
  }
}
