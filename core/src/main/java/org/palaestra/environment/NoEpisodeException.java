package org.palaestra.environment;

/**
 * An environment was stepped before its first reset or after the end of its episode. What it would
 * have paid belongs to no episode, so that an environment does better to throw this than to go on.
 */
public final class NoEpisodeException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /**
   * Names the environment and says what to do.
   *
   * @param environment what messages call it
   */
  public NoEpisodeException(String environment) {
    super(environment + ": the episode is over or has not begun; call reset");
  }
}
