package org.palaestra.agents.replay;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.palaestra.agent.PastEpisode;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A ring of the last steps of N copies, for every agent that learns from what is past. A {@link
 * Sampling} chooses among them.
 *
 * <p>The ring has rows of N slots, a row for each step of the batch; slot i belongs to copy i mod
 * N, and what that copy did next lies a row further. Each observation is stored once: what a step
 * led to is what the next one begins with, so that there is one row of observations more than there
 * are rows of steps. Only what the last steps of episodes led to is kept by itself, in {@link
 * EpisodeEnds}.
 */
public final class ReplayMemory implements Stateful {

  private static final int FIELDS = 4;
  private static final int ACTION = 0;
  private static final int REWARD = 1;
  private static final int BEGIN = 2;
  private static final int END = 3;

  private static final int TERMINATED = 1 << 31;
  private static final int ENDED = 1 << 30;

  private final int copies; // N
  private final int rows;
  private final int capacity;
  private final int actionCount; // A, 0 if actions are continuous
  private final int actionWidth; // A, 0 if actions are discrete
  private final PackedObservations frames; // [rows + 1, N]
  private final EpisodeEnds ends;
  private final float[] scratch;
  private final float[] values; // [capacity, A] continuous actions

  /**
   * {@code [capacity, 4]} the rest of each step side by side, so that it comes out of the main
   * memory at once: the discrete action with two flags, the bits of the reward, the frame of what
   * was acted on, and that of the successor, or its number among the ends.
   */
  private final int[] steps;

  /** {@code [capacity, A]} what may be done in the successor; empty if everything always may. */
  private boolean[] allowed = new boolean[0];

  private long time; // rows that were ever added
  private int nextRow; // time mod rows
  private int nextFrame; // time mod (rows + 1)

  /**
   * An empty ring.
   *
   * @param copies N
   * @param capacity most steps kept, rounded up to a multiple of N
   * @throws IllegalArgumentException naming the most that fits, if they are more than that
   */
  public ReplayMemory(Space observationSpace, Space actionSpace, int copies, int capacity) {
    this.copies = copies;
    checkFits(observationSpace, copies, capacity);
    rows = (capacity + copies - 1) / copies;
    this.capacity = Math.multiplyExact(rows, copies);
    actionCount = actionSpace instanceof Discrete discrete ? discrete.n() : 0;
    actionWidth = actionSpace instanceof Box box ? box.size() : 0;
    frames = PackedObservations.of(observationSpace, Math.multiplyExact(rows + 1, copies));
    ends = new EpisodeEnds(observationSpace, Math.addExact(this.capacity, copies));
    scratch = new float[observationSpace.size()];
    values = new float[Math.multiplyExact(this.capacity, actionWidth)];
    steps = new int[Math.multiplyExact(this.capacity, FIELDS)];
  }

  private static void checkFits(Space space, int copies, int capacity) {
    int most = (PackedObservations.most(space) / copies - 1) * copies; // one row is being written
    if (capacity > most) {
      throw new IllegalArgumentException(
          "replay.capacity=%d of observations of %d numbers does not fit one array; it can be at most %d"
              .formatted(capacity, space.size(), most));
    }
  }

  /** Steps held. */
  public int size() {
    return (int) Math.min(time, rows) * copies;
  }

  /** Most steps held. */
  public int capacity() {
    return capacity;
  }

  /** N. */
  public int copies() {
    return copies;
  }

  /** Adds a step of every copy, in place of the oldest if the ring is full. */
  public void add(StepBatch before, ActionBatch taken, StepBatch after) {
    int width = before.width();
    int followingFrame = nextFrame == rows ? 0 : nextFrame + 1;
    if (time > 0) {
      cutWhatBeganAnew(before);
    }
    if (time >= rows) {
      forgetOldest();
    }
    for (int copy = 0; copy < copies; copy++) {
      int from = copy * width;
      int frame = nextFrame * copies + copy;
      if (time == 0 || before.starts[copy] || ended(newest(copy))) {
        frames.put(frame, before.observations, from);
      }
      boolean ended = after.ended(copy);
      int successor = followingFrame * copies + copy;
      if (ended) {
        successor = ends.add(after.successors, from);
      } else {
        frames.put(successor, after.successors, from);
      }
      int at = (nextRow * copies + copy) * FIELDS;
      steps[at + ACTION] =
          (actionWidth == 0 ? taken.indices[copy] : 0)
              | (ended ? ENDED : 0)
              | (after.terminated[copy] ? TERMINATED : 0);
      steps[at + REWARD] = Float.floatToRawIntBits((float) after.rewards[copy]);
      steps[at + BEGIN] = frame;
      steps[at + END] = successor;
    }
    System.arraycopy(taken.values, 0, values, nextRow * copies * actionWidth, copies * actionWidth);
    addMasks(after.successorAllowed);
    time++;
    nextRow = nextRow + 1 == rows ? 0 : nextRow + 1;
    nextFrame = followingFrame;
  }

  /**
   * An episode that neither ended nor goes on was lost when the environment could not be restored:
   * the last step that is known of it counts as truncated.
   */
  private void cutWhatBeganAnew(StepBatch before) {
    for (int copy = 0; copy < copies; copy++) {
      int last = newest(copy);
      if (before.starts[copy] && !ended(last)) {
        successor(last, scratch, 0);
        steps[last * FIELDS + ACTION] |= ENDED;
        steps[last * FIELDS + END] = ends.add(scratch, 0);
      }
    }
  }

  private void forgetOldest() {
    int count = 0;
    for (int copy = 0; copy < copies; copy++) {
      count += ended(nextRow * copies + copy) ? 1 : 0;
    }
    ends.drop(count);
  }

  private void addMasks(boolean[] masks) {
    if (masks.length > 0) {
      if (allowed.length == 0) {
        allowed = new boolean[Math.multiplyExact(capacity, actionCount)];
      }
      System.arraycopy(masks, 0, allowed, nextRow * masks.length, masks.length);
    }
  }

  /** The slot of the newest step of a copy. */
  public int newest(int copy) {
    return (nextRow == 0 ? rows - 1 : nextRow - 1) * copies + copy;
  }

  /** The slot of what the same copy did next, in this episode or another; −1 if it is to come. */
  public int next(int slot) {
    int following = slot + copies < capacity ? slot + copies : slot + copies - capacity;
    int oldest = nextRow * copies;
    return following >= oldest && following < oldest + copies ? -1 : following;
  }

  /** Copies out what was acted on. */
  public void observation(int slot, float[] into, int offset) {
    frames.get(steps[slot * FIELDS + BEGIN], into, offset);
  }

  /** Copies out the true next state. */
  public void successor(int slot, float[] into, int offset) {
    int at = steps[slot * FIELDS + END];
    if (ended(slot)) {
      ends.get(at, into, offset);
    } else {
      frames.get(at, into, offset);
    }
  }

  /** What was done, among discrete actions. */
  public int action(int slot) {
    return steps[slot * FIELDS + ACTION] & ~(TERMINATED | ENDED);
  }

  /** What it brought. */
  public float reward(int slot) {
    return Float.intBitsToFloat(steps[slot * FIELDS + REWARD]);
  }

  /** Whether the successor has no future. */
  public boolean terminated(int slot) {
    return (steps[slot * FIELDS + ACTION] & TERMINATED) != 0;
  }

  /** Whether the episode ended there, for whatever reason. */
  public boolean ended(int slot) {
    return (steps[slot * FIELDS + ACTION] & ENDED) != 0;
  }

  /** The episode of a step. Walks through what its copy did since. */
  public PastEpisode episode(int slot) {
    long ago = 0;
    for (int at = slot; at >= 0; at = next(at)) {
      ago += ended(at) ? 1 : 0;
    }
    return new PastEpisode(slot % copies, ago);
  }

  /** The episodes of what a batch begins with. */
  public Set<PastEpisode> episodes(Transitions batch) {
    return Arrays.stream(batch.slots)
        .mapToObj(this::episode)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Copies out what may be done in the successor, if not everything always may. */
  public void allowed(int slot, boolean[] into, int row) {
    System.arraycopy(allowed, slot * actionCount, into, row * actionCount, actionCount);
  }

  /** Whether not everything always may be done. */
  public boolean masked() {
    return allowed.length > 0;
  }

  /**
   * Copies out the batch of {@link Transitions#slots}, each looking n steps ahead (Sutton and
   * Barto, 2018, section 7.1): fewer where the episode ends or the rest is still to come.
   *
   * @param n at least 1
   * @param gamma γ, from 0 to 1
   */
  public void read(Transitions into, int n, double gamma) {
    if (masked() && into.allowed.length == 0) {
      into.allowed = new boolean[into.size * actionCount];
    }
    for (int i = 0; i < into.size; i++) {
      int slot = into.slots[i];
      observation(slot, into.observations, i * scratch.length);
      if (actionWidth == 0) {
        into.indices[i] = action(slot);
      } else {
        System.arraycopy(values, slot * actionWidth, into.values, i * actionWidth, actionWidth);
      }
      int last = look(slot, n, gamma, into, i);
      successor(last, into.successors, i * scratch.length);
      if (masked()) {
        allowed(last, into.allowed, i);
      }
    }
  }

  /** Sums up the rewards, and gives the slot of the last. */
  private int look(int slot, int n, double gamma, Transitions into, int row) {
    int last = slot;
    double sum = reward(slot);
    double discount = gamma;
    for (int k = 1; k < n && !ended(last); k++) {
      int next = next(last);
      if (next < 0) {
        break;
      }
      last = next;
      sum += discount * reward(last);
      discount *= gamma;
    }
    into.rewards[row] = (float) sum;
    into.discounts[row] = terminated(last) ? 0 : (float) discount;
    return last;
  }

  @Override
  public void save(StateWriter out) {
    int size = size();
    out.integer("time", time);
    out.object("frames", frames);
    out.object("ends", ends);
    out.ints("steps", Arrays.copyOf(steps, size * FIELDS));
    out.floats("actions", Arrays.copyOf(values, size * actionWidth));
    out.booleans("allowed", allowed);
  }

  @Override
  public void restore(StateReader in) {
    time = in.integer("time");
    if (time < 0 || size() * FIELDS != in.length("steps")) {
      throw new MismatchException(
          "the replay memory holds %d, but %d were stored"
              .formatted(capacity, in.length("steps") / FIELDS));
    }
    nextRow = (int) (time % rows);
    nextFrame = (int) (time % (rows + 1));
    in.object("frames", frames);
    in.object("ends", ends);
    int[] storedSteps = new int[size() * FIELDS];
    in.ints("steps", storedSteps);
    check(storedSteps);
    System.arraycopy(storedSteps, 0, steps, 0, storedSteps.length);
    float[] storedActions = new float[size() * actionWidth];
    in.floats("actions", storedActions);
    System.arraycopy(storedActions, 0, values, 0, storedActions.length);
    allowed = in.booleansOrNone("allowed", Math.multiplyExact(capacity, actionCount));
  }

  /** Each step must name an action that there is, and observations that are kept. */
  private void check(int[] stored) {
    for (int at = 0; at < stored.length; at += FIELDS) {
      int action = stored[at + ACTION] & ~(TERMINATED | ENDED);
      boolean ended = (stored[at + ACTION] & ENDED) != 0;
      if (action >= Math.max(1, actionCount)
          || !frames.holds(stored[at + BEGIN])
          || !(ended ? ends.holds(stored[at + END]) : frames.holds(stored[at + END]))) {
        throw new MismatchException(
            "step %d of the replay memory names what is not there".formatted(at / FIELDS));
      }
    }
  }
}
