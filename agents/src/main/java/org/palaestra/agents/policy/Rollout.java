package org.palaestra.agents.policy;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agents.Returns;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A stretch of experience of N copies, T steps long, time by time: what an on-policy update learns
 * from, once.
 */
final class Rollout implements Stateful {

  private static final double SMALLEST_DEVIATION = 1e-8;

  final int steps; // T
  final int copies; // N
  final int width; // D
  final int choiceWidth; // C

  final float[] observations; // [T, N, D] as the network takes them
  final float[] choices; // [T, N, C] what was done
  final float[] logProbabilities; // [T, N] log π of it when it was done
  final float[] values; // [T, N] V(s)
  final float[] futures; // [T, N] V(s′)
  final float[] rewards; // [T, N]
  final boolean[] starts; // [T, N] an episode began with what was acted on
  final boolean[] terminated; // [T, N]
  final boolean[] ended; // [T, N]
  final float[] advantages; // [T, N]
  final float[] returns; // [T, N]

  /** {@code [N, M]} what was remembered before the first step; empty if nothing ever is. */
  final float[] memory;

  /** {@code [T, N, A]} what might have been done; empty if everything always may. */
  boolean[] allowed = new boolean[0];

  private final int firstCopy;
  private int length;

  Rollout(int steps, int copies, int width, int choiceWidth, int memoryWidth) {
    this(steps, 0, copies, width, choiceWidth, memoryWidth);
  }

  private Rollout(
      int steps, int firstCopy, int copies, int width, int choiceWidth, int memoryWidth) {
    this.steps = steps;
    this.firstCopy = firstCopy;
    this.copies = copies;
    this.width = width;
    this.choiceWidth = choiceWidth;
    int size = Math.multiplyExact(steps, copies);
    observations = new float[Math.multiplyExact(size, width)];
    choices = new float[Math.multiplyExact(size, choiceWidth)];
    logProbabilities = new float[size];
    values = new float[size];
    futures = new float[size];
    rewards = new float[size];
    starts = new boolean[size];
    terminated = new boolean[size];
    ended = new boolean[size];
    advantages = new float[size];
    returns = new float[size];
    memory = new float[Math.multiplyExact(copies, memoryWidth)];
  }

  /** One that takes the steps of one copy out of others like this one. */
  Rollout ofCopy(int copy, int length) {
    return new Rollout(length, copy, 1, width, choiceWidth, 0);
  }

  int size() {
    return steps * copies;
  }

  /** The episodes of some steps, while the last of them is the newest of the training. */
  Set<PastEpisode> episodes(int... places) {
    return PastEpisode.of(ended, copies, length, places).stream()
        .map(past -> new PastEpisode(firstCopy + past.copy(), past.ago()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Steps held, from 0 to T. */
  int length() {
    return length;
  }

  boolean full() {
    return length == steps;
  }

  /** Counts the step that was written behind the others. */
  void advance() {
    length++;
  }

  void clear() {
    length = 0;
  }

  /** Appends the last step of one copy of another rollout to this one, which is of one copy. */
  void append(Rollout other, int copy) {
    int to = length;
    int from = (other.length - 1) * other.copies + copy;
    System.arraycopy(other.observations, from * width, observations, to * width, width);
    System.arraycopy(other.choices, from * choiceWidth, choices, to * choiceWidth, choiceWidth);
    logProbabilities[to] = other.logProbabilities[from];
    values[to] = other.values[from];
    futures[to] = other.futures[from];
    rewards[to] = other.rewards[from];
    starts[to] = other.starts[from];
    terminated[to] = other.terminated[from];
    ended[to] = other.ended[from];
    if (other.allowed.length > 0) {
      int actions = other.allowed.length / other.size();
      if (allowed.length == 0) {
        allowed = new boolean[Math.multiplyExact(size(), actions)];
      }
      System.arraycopy(other.allowed, from * actions, allowed, to * actions, actions);
    }
    length++;
  }

  /** Brings the advantages to mean 0 and deviation 1; a single one stays as it is. */
  void standardiseAdvantages() {
    standardise(advantages, length * copies);
  }

  /** Brings some numbers to mean 0 and deviation 1; a single one stays as it is. */
  static void standardise(float[] x, int count) {
    if (count < 2) {
      return;
    }
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += x[i];
    }
    mean /= count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    double deviation = Math.sqrt(squares / (count - 1)) + SMALLEST_DEVIATION;
    for (int i = 0; i < count; i++) {
      x[i] = (float) ((x[i] - mean) / deviation);
    }
  }

  /**
   * V(s′) of a step that did not end is V of what was acted on next.
   *
   * @param last {@code [N]} V of what is to be acted on after the last step
   */
  void finish(float[] last, double gamma, double lambda) {
    for (int i = 0; i < length * copies; i++) {
      if (!ended[i]) {
        int next = i + copies;
        futures[i] = next < length * copies ? values[next] : last[next - length * copies];
      }
    }
    Returns.advantages(
        length, copies, rewards, values, futures, terminated, ended, gamma, lambda, advantages);
    for (int i = 0; i < length * copies; i++) {
      returns[i] = advantages[i] + values[i];
    }
  }

  /** Part of the returns' variance that the values explain: 1 all, 0 none, below 0 worse. */
  double explainedVariance() {
    int count = length * copies;
    double mean = 0;
    double meanError = 0;
    for (int i = 0; i < count; i++) {
      mean += returns[i] / count;
      meanError += (returns[i] - values[i]) / count;
    }
    double variance = 0;
    double errors = 0;
    for (int i = 0; i < count; i++) {
      double error = returns[i] - values[i] - meanError;
      variance += (returns[i] - mean) * (returns[i] - mean);
      errors += error * error;
    }
    return variance == 0 ? 0 : 1 - errors / variance;
  }

  @Override
  public void save(StateWriter out) {
    int held = length * copies;
    out.integer("length", length);
    out.floats("observations", Arrays.copyOf(observations, held * width));
    out.floats("choices", Arrays.copyOf(choices, held * choiceWidth));
    out.floats("log-probabilities", Arrays.copyOf(logProbabilities, held));
    out.floats("values", Arrays.copyOf(values, held));
    out.floats("futures", knownFutures(held));
    out.floats("rewards", Arrays.copyOf(rewards, held));
    if (memory.length > 0) {
      out.booleans("starts", Arrays.copyOf(starts, held));
      out.floats("memory", memory, copies, memory.length / copies);
    }
    out.booleans("terminated", Arrays.copyOf(terminated, held));
    out.booleans("ended", Arrays.copyOf(ended, held));
    out.booleans("allowed", allowed);
  }

  /** V(s′) of truncated steps; all others are of the rollout before, until this one is finished. */
  private float[] knownFutures(int held) {
    float[] known = new float[held];
    for (int i = 0; i < held; i++) {
      known[i] = ended[i] && !terminated[i] ? futures[i] : 0;
    }
    return known;
  }

  @Override
  public void restore(StateReader in) {
    length = Math.toIntExact(in.integer("length"));
    if (length < 0 || length > steps) {
      throw new MismatchException(
          "a rollout holds %d steps, but %d were stored".formatted(steps, length));
    }
    int held = length * copies;
    floats(in, "observations", observations, held * width);
    floats(in, "choices", choices, held * choiceWidth);
    floats(in, "log-probabilities", logProbabilities, held);
    floats(in, "values", values, held);
    floats(in, "futures", futures, held);
    floats(in, "rewards", rewards, held);
    if (memory.length > 0) {
      booleans(in, "starts", starts, held);
      in.floats("memory", memory);
    }
    booleans(in, "terminated", terminated, held);
    booleans(in, "ended", ended, held);
    int actions = in.length("allowed") / size();
    allowed = in.booleansOrNone("allowed", size() * actions);
  }

  private static void floats(StateReader in, String name, float[] into, int length) {
    float[] stored = new float[length];
    in.floats(name, stored);
    System.arraycopy(stored, 0, into, 0, length);
  }

  private static void booleans(StateReader in, String name, boolean[] into, int length) {
    boolean[] stored = new boolean[length];
    in.booleans(name, stored);
    System.arraycopy(stored, 0, into, 0, length);
  }
}
