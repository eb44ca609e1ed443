package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.pick;
import static org.palaestra.nn.Functions.sum;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.network.Recall;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/**
 * An update from sequences of T observations, which begin anywhere and go through the ends of
 * episodes, where the network forgets. The value of what a step led to is read at the next place,
 * with what is remembered by then; what a truncated step led to, which nobody acted on, has a place
 * of its own. A place counts if it is a step behind the burn-in whose future is 0 or in the
 * sequence.
 *
 * <pre>y(t) = r(t) + γ max over a of Q(t + 1, a; θ⁻), or r(t) where the episode terminated
 * L(θ) = mean over what counts of the loss of y(t) − Q(t, a(t); θ)</pre>
 */
final class SequenceUpdate implements Update {

  private final Task task;
  private final ReplayMemory memory;
  private final int sequences; // B
  private final int length; // T
  private final int burnIn;
  private final float gamma;
  private final float[] observation;

  private final Graph learning;
  private final Graph bootstrapping;
  private final Tensor states; // [B · T, D] in the learning graph
  private final Tensor resets; // [B, T]
  private final Tensor nextStates; // [B · T, D] the same in the bootstrapping graph
  private final Tensor nextResets; // [B, T]
  private final Tensor qNext; // [B · T, A]
  private final Tensor q; // [B · T] of the actions that were taken
  private final Tensor y; // [B · T]
  private final Tensor counts; // [B · T] 1 / how many count, or 0
  private final Tensor loss;

  private final int[] firstSlots; // [B] where sequences begin in the memory
  private final int[] taken; // [B · T]
  private final float[] rewards; // [B · T]
  private final boolean[] hasFuture; // [B · T]
  private boolean[] allowed = new boolean[0]; // [B · T, A] in the successor

  SequenceUpdate(
      Task task,
      ReplayMemory memory,
      DrqnSettings settings,
      RecurrentQNetwork online,
      RecurrentQNetwork target) {
    this.task = task;
    this.memory = memory;
    sequences = settings.replay().batch();
    length = settings.replay().length();
    burnIn = settings.replay().burnIn();
    gamma = (float) settings.discount();
    observation = new float[task.observations.size()];
    int places = Math.multiplyExact(sequences, length);
    firstSlots = new int[sequences];
    taken = new int[places];
    rewards = new float[places];
    hasFuture = new boolean[places];
    bootstrapping = task.graph();
    nextStates = bootstrapping.input(places, task.encoder.width());
    Recall nextRecall = new Recall(bootstrapping, sequences, length);
    nextResets = nextRecall.resets();
    qNext = target.q(nextStates, nextRecall);
    learning = task.graph();
    states = learning.input(places, task.encoder.width());
    Recall recall = new Recall(learning, sequences, length);
    resets = recall.resets();
    y = learning.input(places);
    counts = learning.input(places);
    q = pick(online.q(states, recall), taken);
    loss = sum(times(counts, settings.learning().loss().of(q, y)));
  }

  @Override
  public void draw(RandomGenerator random, long step) {
    if (memory.masked() && allowed.length == 0) {
      allowed = new boolean[taken.length * task.actions];
    }
    Arrays.fill(states.value(), 0, states.size(), 0);
    Arrays.fill(resets.value(), 0, resets.size(), 0);
    Arrays.fill(counts.value(), 0, counts.size(), 0);
    Arrays.fill(taken, 0);
    Arrays.fill(hasFuture, false);
    int counted = 0;
    for (int b = 0; b < sequences; b++) {
      firstSlots[b] = random.nextInt(memory.size());
      counted += fill(b * length, firstSlots[b]);
    }
    for (int i = 0; i < counts.size(); i++) {
      counts.value()[i] /= Math.max(1, counted);
    }
    System.arraycopy(states.value(), 0, nextStates.value(), 0, states.size());
    System.arraycopy(resets.value(), 0, nextResets.value(), 0, resets.size());
  }

  /**
   * Fills one sequence from a slot on.
   *
   * @param first its first place
   * @return how many places count
   */
  private int fill(int first, int from) {
    int end = first + length;
    int counted = 0;
    int slot = from;
    boolean begins = true;
    for (int at = first; at < end && slot >= 0; at++) {
      memory.observation(slot, observation, 0);
      task.encoder.encode(observation, 0, states.value(), at);
      resets.value()[at] = begins ? 1 : 0;
      taken[at] = memory.action(slot);
      rewards[at] = memory.reward(slot);
      hasFuture[at] = !memory.terminated(slot);
      if (memory.masked()) {
        memory.allowed(slot, allowed, at);
      }
      if (at >= first + burnIn && (!hasFuture[at] || at + 1 < end)) {
        counts.value()[at] = 1;
        counted++;
      }
      begins = memory.ended(slot);
      int next = memory.next(slot);
      if (hasFuture[at] && (begins || next < 0) && at + 1 < end) {
        at++;
        memory.successor(slot, observation, 0);
        task.encoder.encode(observation, 0, states.value(), at);
      }
      slot = next;
    }
    return counted;
  }

  @Override
  public void bootstrap() {
    bootstrapping.forward();
    int actions = task.actions;
    for (int i = 0; i < taken.length; i++) {
      float future = 0;
      if (counts.value()[i] != 0 && hasFuture[i]) {
        int next = (i + 1) * actions;
        int best = Greedy.action(qNext.value(), next, actions, allowed, i * actions);
        future = gamma * qNext.value()[next + best];
      }
      y.value()[i] = counts.value()[i] == 0 ? 0 : rewards[i] + future;
    }
  }

  @Override
  public Graph bootstrapping() {
    return bootstrapping;
  }

  @Override
  public Graph learning() {
    return learning;
  }

  @Override
  public Tensor loss() {
    return loss;
  }

  @Override
  public Set<PastEpisode> episodes() {
    Set<PastEpisode> episodes = new LinkedHashSet<>();
    for (int slot : firstSlots) {
      for (int i = 0; i < length && slot >= 0; i++) {
        episodes.add(memory.episode(slot));
        slot = memory.next(slot);
      }
    }
    return episodes;
  }

  @Override
  public void learned(MetricSink metrics) {
    double values = 0;
    double errors = 0;
    for (int i = 0; i < taken.length; i++) {
      values += counts.value()[i] * q.value()[i];
      errors += counts.value()[i] * Math.abs(y.value()[i] - q.value()[i]);
    }
    metrics.record("q/mean", values);
    metrics.record("td-error/mean", errors);
  }
}
