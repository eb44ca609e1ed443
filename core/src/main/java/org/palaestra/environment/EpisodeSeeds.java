package org.palaestra.environment;

/** Gives every episode its seed. */
@FunctionalInterface
public interface EpisodeSeeds {

  /**
   * The seed of an episode.
   *
   * @param copy index of the copy that plays it
   * @param episode how many episodes this copy has begun before
   */
  long seed(int copy, long episode);
}
