package org.palaestra.agents.replay;

import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * A batch out of a {@link ReplayMemory}. D is the size of the observation space, A the number of
 * actions, or of numbers in one.
 */
public final class Transitions {

  /** B. */
  public final int size;

  /** {@code [B]} where they lie in the memory; to be chosen by a {@link Sampling}. */
  public final int[] slots;

  /** {@code [B]} importance weights of a {@link Sampling}, at most 1. */
  public final float[] weights;

  /** {@code [B, D]} what was acted on, in the space's own units. */
  public final float[] observations;

  /** {@code [B, D]} the true state n steps later, or fewer where the episode ended. */
  public final float[] successors;

  /** {@code [B]} what was done; empty if actions are continuous. */
  public final int[] indices;

  /** {@code [B, A]} what was done; empty if actions are discrete. */
  public final float[] values;

  /** {@code [B]} r + γ r′ + … of the steps between. */
  public final float[] rewards;

  /** {@code [B]} γⁿ that the successor's value counts with; 0 where it has none. */
  public final float[] discounts;

  /** {@code [B, A]} what may be done in the successors; empty if everything always may. */
  public boolean[] allowed = new boolean[0];

  /** Room for a batch. */
  public Transitions(Space observationSpace, Space actionSpace, int size) {
    this.size = size;
    slots = new int[size];
    weights = new float[size];
    observations = new float[Math.multiplyExact(size, observationSpace.size())];
    successors = new float[observations.length];
    indices = new int[actionSpace instanceof Discrete ? size : 0];
    values = new float[actionSpace instanceof Box box ? size * box.size() : 0];
    rewards = new float[size];
    discounts = new float[size];
  }
}
