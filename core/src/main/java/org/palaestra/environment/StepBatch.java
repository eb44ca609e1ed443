package org.palaestra.environment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * What one step of N copies gave. D is the size of the observation space, A the number of actions.
 *
 * <p>The arrays belong to the environment, which fills them anew on every second step. Callers
 * read.
 */
public final class StepBatch implements Stateful {

  /**
   * Who made a batch, if it can say where its copies stand. It is asked by actors that plan ahead
   * and costs the others nothing.
   */
  public interface Origin {

    /** A new environment like the copies of the batch, apart from all of them. */
    Simulator simulator();

    /**
     * Writes where a copy of {@code batch} stands, as {@link Simulator#restore} takes it.
     *
     * @return how many values were written
     * @throws IllegalStateException if its environment has gone on since
     */
    int state(StepBatch batch, int copy, double[] out);
  }

  /** {@code [N, D]} what to act on next; the first observation of a new episode where one ended. */
  public final float[] observations;

  /** {@code [N, D]} the true next state of each copy, before any restart. */
  public final float[] successors;

  /** {@code [N]} rewards of the step; 0 after a reset. */
  public final double[] rewards;

  /** {@code [N]} the process ended: its successor has no future value. */
  public final boolean[] terminated;

  /**
   * {@code [N]} the time limit cut the episode: its successor has a future value. Never together
   * with {@link #terminated}.
   */
  public final boolean[] truncated;

  /** {@code [N]} {@link #observations} begins an episode: recurrent actors clear their memory. */
  public final boolean[] starts;

  /** {@code [N, A]} actions allowed in {@link #observations}; empty if all always are. */
  public final boolean[] allowed;

  /** {@code [N, A]} actions allowed in {@link #successors}; empty if all always are. */
  public final boolean[] successorAllowed;

  private final int size;
  private final int width;
  private final @Nullable Origin origin;

  /**
   * An empty batch that cannot say where its copies stand.
   *
   * @param size N
   * @param width D
   * @param masked A if some actions are not always allowed, else 0
   */
  public StepBatch(int size, int width, int masked) {
    this(size, width, masked, null);
  }

  /**
   * An empty batch.
   *
   * @param size N
   * @param width D
   * @param masked A if some actions are not always allowed, else 0
   * @param origin says where the copies stand, or null if nobody can
   */
  public StepBatch(int size, int width, int masked, @Nullable Origin origin) {
    this.origin = origin;
    this.size = size;
    this.width = width;
    observations = new float[size * width];
    successors = new float[size * width];
    rewards = new double[size];
    terminated = new boolean[size];
    truncated = new boolean[size];
    starts = new boolean[size];
    allowed = new boolean[size * masked];
    successorAllowed = new boolean[size * masked];
  }

  /** N, the number of copies. */
  public int size() {
    return size;
  }

  /** D, the number of floats in one observation. */
  public int width() {
    return width;
  }

  /** Whether the episode of {@code copy} ended with this step, for whatever reason. */
  public boolean ended(int copy) {
    return terminated[copy] || truncated[copy];
  }

  /**
   * A new environment like the copies, on which an actor may try what comes of its actions. It
   * always fits {@link #state}, and so must be asked for where it acts: rewards may be others in
   * training than where scores are counted.
   *
   * @throws IllegalStateException if the environment cannot be simulated
   */
  public Simulator simulator() {
    return origin().simulator();
  }

  /**
   * Writes where {@code copy} stands, which is what {@link #observations} show and what they hide:
   * {@link Simulator#restore} takes it. It may be asked while an actor chooses, before the next
   * step of the environment.
   *
   * @param out at least {@link Simulator#stateSize()} values long
   * @return how many values were written
   * @throws IllegalStateException if the environment cannot be simulated, or has gone on since
   */
  public int state(int copy, double[] out) {
    return origin().state(this, copy, out);
  }

  private Origin origin() {
    if (origin == null) {
      throw new IllegalStateException(
          "this batch comes from nothing that can be simulated; planning ahead needs an environment"
              + " that is Restorable");
    }
    return origin;
  }

  /** Sets everything to zero and false. */
  public void clear() {
    Arrays.fill(observations, 0);
    Arrays.fill(successors, 0);
    Arrays.fill(rewards, 0);
    Arrays.fill(terminated, false);
    Arrays.fill(truncated, false);
    Arrays.fill(starts, false);
    Arrays.fill(allowed, false);
    Arrays.fill(successorAllowed, false);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("observations", observations, size, width);
    out.floats("successors", successors, size, width);
    out.doubles("rewards", rewards);
    out.booleans("terminated", terminated);
    out.booleans("truncated", truncated);
    out.booleans("starts", starts);
    out.booleans("allowed", allowed);
    out.booleans("successorAllowed", successorAllowed);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("observations", observations);
    in.floats("successors", successors);
    in.doubles("rewards", rewards);
    in.booleans("terminated", terminated);
    in.booleans("truncated", truncated);
    in.booleans("starts", starts);
    in.booleans("allowed", allowed);
    in.booleans("successorAllowed", successorAllowed);
  }
}
