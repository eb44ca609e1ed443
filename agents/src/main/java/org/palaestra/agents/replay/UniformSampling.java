package org.palaestra.agents.replay;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Each transition is equally likely every time (Lin, "Self-improving reactive agents based on
 * reinforcement learning, planning and teaching", 1992).
 */
public final class UniformSampling implements Sampling {

  private final ReplayMemory memory;

  /** From that memory. */
  public UniformSampling(ReplayMemory memory) {
    this.memory = memory;
  }

  @Override
  public void added() {}

  @Override
  public void draw(RandomGenerator random, long step, Transitions into) {
    for (int i = 0; i < into.size; i++) {
      into.slots[i] = random.nextInt(memory.size());
    }
    Arrays.fill(into.weights, 1);
  }

  @Override
  public void learned(Transitions batch, float[] errors) {}

  @Override
  public void save(StateWriter out) {}

  @Override
  public void restore(StateReader in) {}
}
