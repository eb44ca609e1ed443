package org.palaestra.environment;

/**
 * An environment that tells a person what its actions are called and how fast to go. Without this
 * ability actions are known by their numbers, and an environment whose actions are numbered waits
 * for each of them.
 */
public interface Playable {

  /**
   * What an action does, in a few small words: {@code left}, {@code up fire}, {@code nothing},
   * {@code pick up}. The names differ, and are always the same.
   *
   * <p>Where actions are continuous, what each of their numbers pushes to, from the lower bound to
   * the upper one: {@code left/right}.
   *
   * @param action from 0 to n − 1; where actions are continuous, an index of their numbers
   */
  String actionName(int action);

  /**
   * At how many steps a second a person plays it. 0, unless it says otherwise: it waits until the
   * person has chosen.
   */
  default double stepsPerSecond() {
    return 0;
  }
}
