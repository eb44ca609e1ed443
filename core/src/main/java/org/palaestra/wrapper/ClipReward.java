package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;

/** Keeps each reward within bounds, so that games of different scales can share settings. */
final class ClipReward extends Wrapper {

  /**
   * The bounds.
   *
   * @param low the least reward
   * @param high the greatest, above {@code low}
   */
  record Options(double low, double high) {
    Options {
      if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
        throw new IllegalArgumentException(
            "low must lie below high, got low=%s high=%s".formatted(low, high));
      }
    }
  }

  private final Options bounds;

  ClipReward(Options options, Environment inner) {
    super(inner);
    bounds = options;
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    return Math.max(bounds.low, Math.min(bounds.high, act(action, random)));
  }

  @Override
  protected boolean overwrites() {
    return inner().overwrites();
  }
}
