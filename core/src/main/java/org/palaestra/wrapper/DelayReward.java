package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;

/**
 * Keeps rewards back and pays their sum every few steps and where the episode ends, so that it is
 * hard to tell which action earned them. What an episode that is cut by its time limit still has to
 * come is lost.
 */
final class DelayReward extends Wrapper {

  /**
   * How long.
   *
   * @param steps between two payments, from 2 to 1,000,000
   */
  record Options(int steps) {
    Options {
      if (steps < 2 || steps > 1_000_000) {
        throw new IllegalArgumentException("steps must be from 2 to 1000000, got " + steps);
      }
    }
  }

  private final int period;
  private double owed;
  private int since;

  DelayReward(Options options, Environment inner) {
    super(inner);
    period = options.steps;
  }

  @Override
  protected void reset(RandomGenerator random) {
    owed = 0;
    since = 0;
    super.reset(random);
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    owed += act(action, random);
    since++;
    if (since < period && !inner().terminated()) {
      return 0;
    }
    double paid = owed;
    owed = 0;
    since = 0;
    return paid;
  }

  @Override
  protected int memorySize() {
    return 2;
  }

  @Override
  protected void saveMemory(double[] out, int offset) {
    out[offset] = owed;
    out[offset + 1] = since;
  }

  @Override
  protected void checkMemory(double[] state, int offset) {
    int count = offset + 1;
    MemoryCheck.floats("what is owed", state, offset, 1);
    MemoryCheck.whole("the number of rewards held back", state, count, period - 1);
    if (state[count] == 0 && state[offset] != 0) {
      throw new IllegalArgumentException(
          "nothing is owed if no reward is held back, got " + state[offset]);
    }
  }

  @Override
  protected void restoreMemory(double[] state, int offset) {
    owed = state[offset];
    since = (int) state[offset + 1];
  }

  @Override
  protected boolean overwrites() {
    return inner().overwrites();
  }
}
