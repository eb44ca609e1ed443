package org.palaestra.agents.control;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.agents.replay.Transitions;
import org.palaestra.agents.replay.UniformSampling;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Tensor;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Box;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** What an off-policy agent remembers, the batch that it draws from that, and when. */
final class Experience implements Stateful {

  final InputEncoder encoder;
  final ActionScale scale;
  final int copies;

  private final ReplaySettings settings;
  private final double discount;
  private final ReplayMemory memory;
  private final UniformSampling sampling;
  private final RandomStream draws;
  private final Transitions batch;
  private final int width;
  private long steps;
  private long stepsBefore;

  Experience(AgentContext context, ReplaySettings settings, double discount) {
    this.settings = settings;
    this.discount = discount;
    Box actions = (Box) context.actions();
    encoder = new InputEncoder(context.observations());
    scale = new ActionScale(actions);
    copies = context.copies();
    memory = new ReplayMemory(context.observations(), actions, copies, settings.capacity());
    sampling = new UniformSampling(memory);
    draws = context.streams().stream(RandomStreams.REPLAY);
    batch = new Transitions(context.observations(), actions, settings.batch());
    width = context.observations().size();
  }

  /** B. */
  int size() {
    return batch.size;
  }

  /** Environment steps so far. */
  long steps() {
    return steps;
  }

  /** Whether actions are still drawn evenly, so that there is something to learn from. */
  boolean warmingUp() {
    return steps < settings.warmup();
  }

  /** Environment steps before the first update. */
  long firstUpdate() {
    return settings.warmup();
  }

  void add(StepBatch before, ActionBatch taken, StepBatch after) {
    memory.add(before, taken, after);
    sampling.added();
    stepsBefore = steps;
    steps += copies;
  }

  /** How many updates are due after the last step. */
  long due() {
    return warmingUp() || memory.size() < batch.size
        ? 0
        : steps / settings.every() - stepsBefore / settings.every();
  }

  /** Draws a batch, and encodes it into the inputs of graphs. */
  void draw(Tensor states, Tensor actions, Tensor nextStates) {
    sampling.draw(draws, steps, batch);
    memory.read(batch, 1, discount);
    for (int i = 0; i < batch.size; i++) {
      encoder.encode(batch.observations, i * width, states.value(), i);
      encoder.encode(batch.successors, i * width, nextStates.value(), i);
      scale.receive(batch.values, i * scale.width(), actions.value(), i * scale.width());
    }
  }

  /** The episodes of the batch that was drawn. */
  Set<PastEpisode> episodes() {
    return memory.episodes(batch);
  }

  /** y = r + γ V(s′) for the batch that was drawn, where s′ has a future. */
  void targets(float[] nextValues, Tensor y) {
    for (int i = 0; i < batch.size; i++) {
      y.value()[i] = batch.rewards[i] + batch.discounts[i] * nextValues[i];
    }
  }

  /** Mean of |y − Q(s, a)| over a batch. */
  static double meanError(Tensor q, Tensor y) {
    double sum = 0;
    for (int i = 0; i < q.size(); i++) {
      sum += Math.abs(y.value()[i] - q.value()[i]);
    }
    return sum / q.size();
  }

  /** Where updates draw their noise from. */
  RandomGenerator draws() {
    return draws;
  }

  @Override
  public void save(StateWriter out) {
    out.object("replay", memory);
    out.object("sampling", sampling);
    long[] stream = new long[RandomStream.STATE_SIZE];
    draws.save(stream, 0);
    out.longs("draws", stream);
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.object("replay", memory);
    in.object("sampling", sampling);
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("draws", stream);
    draws.restore(stream, 0);
    steps = in.integer("steps");
  }
}
