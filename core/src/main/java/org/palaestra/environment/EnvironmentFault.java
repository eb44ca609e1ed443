package org.palaestra.environment;

import org.jspecify.annotations.Nullable;

/** An environment broke its contract or threw, at a place that can be played again. */
public final class EnvironmentFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * With the place.
   *
   * @param spec which environment
   * @param seed seed of the episode
   * @param episode how many episodes the copy had begun before
   * @param step how many steps of the episode were done
   * @param problem what it did
   * @param cause what it threw, if it did
   */
  public EnvironmentFault(
      EnvironmentSpec spec,
      long seed,
      long episode,
      long step,
      String problem,
      @Nullable Throwable cause) {
    super(
        "%s %s (episode %d with seed %d, step %d); `palaestra check %s` looks for the cause"
            .formatted(spec.id(), problem, episode, seed, step, spec.arguments()),
        cause);
  }
}
