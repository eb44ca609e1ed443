package org.palaestra.environment;

import java.util.random.RandomGenerator;
import org.palaestra.space.Box;

/** An environment whose actions are vectors, in units of its own. */
public non-sealed interface ContinuousEnvironment extends Environment {

  @Override
  Box actionSpace();

  /**
   * Acts. The environment clips an action that lies outside its space, as its original does.
   *
   * @param action holds the action from {@code offset} on, {@code actionSpace().size()} floats
   * @param offset where the action starts
   * @param random the episode's source of chance
   * @return the reward
   * @throws NoEpisodeException before the first reset, or after the end
   */
  double step(float[] action, int offset, RandomGenerator random);
}
