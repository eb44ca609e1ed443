package org.palaestra.agents.replay;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A ring of transitions with discrete actions, drawn from uniformly with replacement (Lin, "Self-
 * improving reactive agents", 1992). It keeps whether a transition terminated, never whether it was
 * truncated: a cut episode has a future.
 */
public final class ReplayMemory implements Stateful {

  private final int capacity;
  private final int actionCount;
  private final PackedObservations observations;
  private final PackedObservations successors;
  private final int[] actions;
  private final float[] rewards;
  private final boolean[] terminated;

  /** {@code [capacity, A]} what may be done in the successor; empty if everything always may. */
  private boolean[] allowed = new boolean[0];

  private int size;
  private int next;

  /** An empty ring for so many transitions. */
  public ReplayMemory(Space observationSpace, Discrete actionSpace, int capacity) {
    this.capacity = capacity;
    actionCount = actionSpace.n();
    observations = PackedObservations.of(observationSpace, capacity);
    successors = PackedObservations.of(observationSpace, capacity);
    actions = new int[capacity];
    rewards = new float[capacity];
    terminated = new boolean[capacity];
  }

  /** Transitions held. */
  public int size() {
    return size;
  }

  /** Adds the transition of one copy, in place of the oldest if the ring is full. */
  public void add(StepBatch before, ActionBatch taken, StepBatch after, int copy) {
    int width = before.width();
    observations.put(next, before.observations, copy * width);
    successors.put(next, after.successors, copy * width);
    actions[next] = taken.indices[copy];
    rewards[next] = (float) after.rewards[copy];
    terminated[next] = after.terminated[copy];
    if (after.successorAllowed.length > 0) {
      if (allowed.length == 0) {
        allowed = new boolean[Math.multiplyExact(capacity, actionCount)];
      }
      System.arraycopy(
          after.successorAllowed, copy * actionCount, allowed, next * actionCount, actionCount);
    }
    next = next + 1 == capacity ? 0 : next + 1;
    size = Math.min(size + 1, capacity);
  }

  /** Draws slots, each transition equally likely every time. */
  public void sample(RandomGenerator random, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = random.nextInt(size);
    }
  }

  /** Copies out what was acted on. */
  public void observation(int slot, float[] into, int offset) {
    observations.get(slot, into, offset);
  }

  /** Copies out the true next state. */
  public void successor(int slot, float[] into, int offset) {
    successors.get(slot, into, offset);
  }

  /** What was done. */
  public int action(int slot) {
    return actions[slot];
  }

  /** What it brought. */
  public float reward(int slot) {
    return rewards[slot];
  }

  /** Whether the successor has no future. */
  public boolean terminated(int slot) {
    return terminated[slot];
  }

  /** {@code [capacity, A]} mask of the successors, empty if everything is always allowed. */
  public boolean[] allowed() {
    return allowed;
  }

  @Override
  public void save(StateWriter out) {
    boolean full = size == capacity;
    out.integer("size", size);
    out.integer("next", next);
    out.object("observations", observations);
    out.object("successors", successors);
    out.ints("actions", full ? actions : Arrays.copyOf(actions, size));
    out.floats("rewards", full ? rewards : Arrays.copyOf(rewards, size));
    out.booleans("terminated", full ? terminated : Arrays.copyOf(terminated, size));
    out.booleans("allowed", allowed);
  }

  @Override
  public void restore(StateReader in) {
    size = Math.toIntExact(in.integer("size"));
    next = Math.toIntExact(in.integer("next"));
    if (size < 0 || size > capacity || next < 0 || next >= capacity) {
      throw new MismatchException(
          "the replay memory holds %d, but %d were stored".formatted(capacity, size));
    }
    in.object("observations", observations);
    in.object("successors", successors);
    int[] storedActions = new int[size];
    float[] storedRewards = new float[size];
    boolean[] storedTerminated = new boolean[size];
    in.ints("actions", storedActions);
    in.floats("rewards", storedRewards);
    in.booleans("terminated", storedTerminated);
    System.arraycopy(storedActions, 0, actions, 0, size);
    System.arraycopy(storedRewards, 0, rewards, 0, size);
    System.arraycopy(storedTerminated, 0, terminated, 0, size);
    allowed = new boolean[in.length("allowed")];
    in.booleans("allowed", allowed);
  }
}
