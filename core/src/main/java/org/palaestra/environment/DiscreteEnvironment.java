package org.palaestra.environment;

import java.util.random.RandomGenerator;
import org.palaestra.space.Discrete;

/** An environment whose actions are numbered. */
public non-sealed interface DiscreteEnvironment extends Environment {

  @Override
  Discrete actionSpace();

  /**
   * Acts.
   *
   * @param action from 0 to {@code actionSpace().n()} − 1
   * @param random the episode's source of chance
   * @return the reward
   * @throws NoEpisodeException before the first reset, or after the end
   */
  double step(int action, RandomGenerator random);
}
