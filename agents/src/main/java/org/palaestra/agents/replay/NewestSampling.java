package org.palaestra.agents.replay;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** The newest transition of each copy, which is what learning without a memory comes to. */
public final class NewestSampling implements Sampling {

  private final ReplayMemory memory;

  /** From that memory; batches have as many transitions as there are copies. */
  public NewestSampling(ReplayMemory memory) {
    this.memory = memory;
  }

  @Override
  public void added() {}

  @Override
  public void draw(RandomGenerator random, long step, Transitions into) {
    for (int i = 0; i < into.size; i++) {
      into.slots[i] = memory.newest(i);
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
