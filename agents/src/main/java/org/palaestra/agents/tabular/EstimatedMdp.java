package org.palaestra.agents.tabular;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A finite model estimated from transitions, most likely as it stands: with n(s, a) the number of
 * times that a was chosen in s,
 *
 * <pre>p(s′ | s, a) = n(s, a, s′) / n(s, a),  r(s, a) = mean of the rewards</pre>
 *
 * <p>A pair that was tried too seldom is unknown: it is thought to end the process with a reward
 * that stands for all that may follow. A transition that a time limit cut leads on like any other.
 * In a state whose mask was never seen, every action is allowed.
 *
 * <p>It can be stepped as well, which draws from the estimate.
 */
final class EstimatedMdp implements FiniteMdp, Stateful {

  private static final int NONE = -1;

  private final Discrete observations;
  private final Discrete choices;
  private final int states;
  private final int actions;
  private final int known;
  private final double unknownValue;

  private final int[] tried; // [S, A] n(s, a)
  private final double[] rewards; // [S, A] their sum
  private final int[] starts; // [S] how many episodes began there
  private final boolean[] forbidden; // [S, A]
  private final int[] newest; // [S, A] the outcome that was found last

  // Outcomes, [size]: where to, or the complement of that where the process ends; how often; and
  // the outcome of the same pair that was found before.
  private int[] target = new int[64];
  private int[] times = new int[64];
  private int[] older = new int[64];
  private int size;

  private int state;
  private boolean ended;

  /**
   * Without any transition.
   *
   * @param known how often a pair must have been tried
   * @param unknownValue what one is worth that was not
   */
  EstimatedMdp(int states, int actions, int known, double unknownValue) {
    this.states = states;
    this.actions = actions;
    this.known = known;
    this.unknownValue = unknownValue;
    observations = new Discrete(states);
    choices = new Discrete(actions);
    int pairs = Math.multiplyExact(states, actions);
    tried = new int[pairs];
    rewards = new double[pairs];
    starts = new int[states];
    forbidden = new boolean[pairs];
    newest = new int[pairs];
    Arrays.fill(newest, NONE);
  }

  /** Counts the step of one copy. */
  void count(StepBatch before, int action, StepBatch after, int copy) {
    int s = (int) before.observations[copy];
    int next = (int) after.successors[copy];
    int pair = s * actions + action;
    tried[pair]++;
    rewards[pair] += after.rewards[copy];
    int outcome = outcome(pair, after.terminated[copy] ? ~next : next);
    times[outcome]++;
    if (before.starts[copy]) {
      starts[s]++;
    }
    if (before.allowed.length > 0) {
      remember(s, before.allowed, copy);
      remember(next, after.successorAllowed, copy);
    }
  }

  private int outcome(int pair, int where) {
    int i = newest[pair];
    while (i != NONE && target[i] != where) {
      i = older[i];
    }
    if (i != NONE) {
      return i;
    }
    if (size == target.length) {
      target = Arrays.copyOf(target, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      older = Arrays.copyOf(older, 2 * size);
    }
    target[size] = where;
    times[size] = 0;
    older[size] = newest[pair];
    newest[pair] = size;
    return size++;
  }

  private void remember(int s, boolean[] mask, int copy) {
    for (int a = 0; a < actions; a++) {
      forbidden[s * actions + a] = !mask[copy * actions + a];
    }
  }

  /** How many pairs are known. */
  int knownPairs() {
    int count = 0;
    for (int n : tried) {
      count += n >= known ? 1 : 0;
    }
    return count;
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public Discrete observationSpace() {
    return observations;
  }

  @Override
  public Discrete actionSpace() {
    return choices;
  }

  @Override
  public boolean allowed(int s, int a) {
    return !forbidden[s * actions + a];
  }

  /** Each state by how many episodes began there; before the first, every one alike. */
  @Override
  public void initial(InitialVisitor visitor) {
    double total = Arrays.stream(starts).sum();
    for (int s = 0; s < states; s++) {
      if (total == 0 || starts[s] > 0) {
        visitor.visit(total == 0 ? 1.0 / states : starts[s] / total, s);
      }
    }
  }

  @Override
  public void successors(int s, int a, SuccessorVisitor visitor) {
    int pair = s * actions + a;
    int n = tried[pair];
    if (n < known) {
      visitor.visit(1, s, unknownValue, true);
      return;
    }
    double reward = rewards[pair] / n;
    for (int i = newest[pair]; i != NONE; i = older[i]) {
      boolean last = target[i] < 0;
      visitor.visit((double) times[i] / n, last ? ~target[i] : target[i], reward, last);
    }
  }

  @Override
  public int state() {
    return state;
  }

  @Override
  public void reset(RandomGenerator random) {
    ended = false;
    double[] left = {random.nextDouble()};
    initial(
        (p, s) -> {
          // The first at which the sum of the probabilities exceeds the draw; rounding aside.
          if (left[0] >= 0) {
            state = s;
          }
          left[0] -= p;
        });
  }

  @Override
  public double step(int action, RandomGenerator random) {
    int pair = state * actions + action;
    int n = tried[pair];
    if (n < known) {
      ended = true;
      return unknownValue;
    }
    int left = random.nextInt(n);
    int i = newest[pair];
    while (left >= times[i]) {
      left -= times[i];
      i = older[i];
    }
    ended = target[i] < 0;
    state = ended ? ~target[i] : target[i];
    return rewards[pair] / n;
  }

  @Override
  public boolean terminated() {
    return ended;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = state;
  }

  @Override
  public void save(StateWriter out) {
    out.ints("tried", tried);
    out.doubles("rewards", rewards);
    out.ints("starts", starts);
    out.booleans("forbidden", forbidden);
    out.ints("newest", newest);
    out.ints("target", Arrays.copyOf(target, size));
    out.ints("times", Arrays.copyOf(times, size));
    out.ints("older", Arrays.copyOf(older, size));
  }

  @Override
  public void restore(StateReader in) {
    in.ints("tried", tried, 0, Integer.MAX_VALUE);
    in.doubles("rewards", rewards);
    in.ints("starts", starts, 0, Integer.MAX_VALUE);
    in.booleans("forbidden", forbidden);
    size = in.length("target");
    in.ints("newest", newest, NONE, size - 1);
    int capacity = Math.max(size, target.length);
    target = read(in, "target", capacity, ~(states - 1), states - 1);
    times = read(in, "times", capacity, 0, Integer.MAX_VALUE);
    older = read(in, "older", capacity, NONE, size - 1);
    for (int i = 0; i < size; i++) {
      if (older[i] >= i) { // whoever follows them would never come to an end
        throw new MismatchException("outcome %d follows the newer %d".formatted(i, older[i]));
      }
    }
  }

  private int[] read(StateReader in, String name, int capacity, int least, int most) {
    int[] stored = new int[size];
    in.ints(name, stored, least, most);
    return Arrays.copyOf(stored, capacity);
  }
}
