package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;

/**
 * Takes every action several times and gives the sum of the rewards; stops early where the episode
 * ends. A time limit counts what the agent decides, not what comes of it.
 */
final class ActionRepeat extends Wrapper {

  /**
   * How often.
   *
   * @param times from 2 to 1,000
   */
  record Options(int times) {
    Options {
      if (times < 2 || times > 1000) {
        throw new IllegalArgumentException("times must be from 2 to 1000, got " + times);
      }
    }
  }

  private final int times;

  ActionRepeat(Options options, Environment inner) {
    super(inner);
    times = options.times;
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    double sum = act(action, random);
    for (int i = 1; i < times && !inner().terminated(); i++) {
      sum += act(action, random);
    }
    return sum;
  }

  @Override
  protected boolean overwrites() {
    return inner().overwrites();
  }
}
