package org.palaestra.agent;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which episode a learner's experience is from, as far as the learner can tell.
 *
 * @param copy which copy of the environment made it
 * @param ago how many episodes of that copy have begun since
 */
public record PastEpisode(int copy, long ago) {

  /**
   * The episodes of some steps of a rollout.
   *
   * @param ended {@code [T, N]} whether an episode ended there; the last row is the newest step
   * @param copies N
   * @param length T
   * @param places of the steps
   */
  public static Set<PastEpisode> of(boolean[] ended, int copies, int length, int... places) {
    Set<PastEpisode> all = new LinkedHashSet<>();
    for (int place : places) {
      long ago = 0;
      for (int i = place; i < length * copies; i += copies) {
        ago += ended[i] ? 1 : 0;
      }
      all.add(new PastEpisode(place % copies, ago));
    }
    return all;
  }
}
