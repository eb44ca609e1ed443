package org.palaestra.agents.value;

import org.palaestra.agents.Returns;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** A stretch of experience of N copies, T steps long, time by time, for {@link Pqn}. */
final class QRollout implements Stateful {

  final int steps; // T
  final int copies; // N
  final float[] states; // [T, N, D] as the network takes them
  final int[] taken; // [T, N] actions
  final float[] values; // [T, N] max over a of Q(s, a)
  final float[] futures; // [T, N] max over a of Q(s′, a)
  final float[] rewards; // [T, N]
  final boolean[] terminated; // [T, N]
  final boolean[] ended; // [T, N]
  final float[] returns; // [T, N] what Q(s, a) should be
  private int length;

  QRollout(int steps, int copies, int width) {
    this.steps = steps;
    this.copies = copies;
    int size = Math.multiplyExact(steps, copies);
    states = new float[Math.multiplyExact(size, width)];
    taken = new int[size];
    values = new float[size];
    futures = new float[size];
    rewards = new float[size];
    terminated = new boolean[size];
    ended = new boolean[size];
    returns = new float[size];
  }

  int size() {
    return steps * copies;
  }

  /** Where the next step of the first copy goes. */
  int next() {
    return length * copies;
  }

  void advance() {
    length++;
  }

  boolean full() {
    return length == steps;
  }

  void clear() {
    length = 0;
  }

  /**
   * λ-returns: R = r + γ ((1 − λ) V(s′) + λ R′), which is the advantage plus V(s).
   *
   * @param last {@code [N]} max over a of Q of what is acted on behind the rollout
   */
  void finish(float[] last, double gamma, double lambda) {
    for (int i = 0; i < size(); i++) {
      if (!ended[i]) {
        int next = i + copies;
        futures[i] = next < size() ? values[next] : last[next - size()];
      }
    }
    Returns.advantages(
        steps, copies, rewards, values, futures, terminated, ended, gamma, lambda, returns);
    for (int i = 0; i < size(); i++) {
      returns[i] += values[i];
    }
  }

  @Override
  public void save(StateWriter out) {
    out.integer("length", length);
    out.floats("states", states);
    out.ints("taken", taken);
    out.floats("values", values);
    out.floats("futures", futures);
    out.floats("rewards", rewards);
    out.booleans("terminated", terminated);
    out.booleans("ended", ended);
  }

  @Override
  public void restore(StateReader in) {
    length = (int) in.integer("length", 0, steps);
    in.floats("states", states);
    in.ints("taken", taken);
    in.floats("values", values);
    in.floats("futures", futures);
    in.floats("rewards", rewards);
    in.booleans("terminated", terminated);
    in.booleans("ended", ended);
  }
}
