package org.palaestra.agents.replay;

import java.util.random.RandomGenerator;
import org.palaestra.store.Stateful;

/** Which transitions of a memory an update learns from. */
public sealed interface Sampling extends Stateful
    permits UniformSampling, NewestSampling, PrioritisedSampling {

  /** To be called whenever the memory has taken a step of every copy. */
  void added();

  /**
   * Chooses transitions: sets {@code slots} and {@code weights}.
   *
   * @param step environment steps of the training so far
   */
  void draw(RandomGenerator random, long step, Transitions into);

  /**
   * Takes note of what was learned from the batch that was drawn last.
   *
   * @param errors {@code [B]} how wrong the agent was about each, at least 0
   */
  void learned(Transitions batch, float[] errors);
}
