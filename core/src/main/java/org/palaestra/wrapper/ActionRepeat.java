package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Wrapper;

/**
 * Takes every action several times and gives the sum of the rewards; stops early where the episode
 * ends, or no longer allows the action ({@link Masked}). A time limit counts what the agent
 * decides, not what comes of it.
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
  private final @Nullable Masked mask;

  ActionRepeat(Options options, Environment inner) {
    super(inner);
    times = options.times;
    mask = inner.ability(Masked.class).orElse(null);
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    double sum = act(action, random);
    for (int i = 1; i < times && !inner().terminated() && allowed(action); i++) {
      sum += act(action, random);
    }
    return sum;
  }

  private boolean allowed(ActionBatch action) {
    return mask == null || mask.allowed(action.indices[0]);
  }

  @Override
  protected boolean overwrites() {
    return inner().overwrites();
  }
}
