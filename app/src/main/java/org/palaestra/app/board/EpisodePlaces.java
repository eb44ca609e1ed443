package org.palaestra.app.board;

import java.util.Arrays;
import org.palaestra.environment.StepBatch;

/**
 * Where in which episode each copy is: copies take every copies-th episode, as the evaluator hands
 * them out.
 */
final class EpisodePlaces {

  /** The number of the episode that each copy plays, counted from 0. */
  final int[] episodes;

  /** Steps of it that were taken. */
  final int[] steps;

  /** Before the first episode of each. */
  EpisodePlaces(int copies) {
    episodes = new int[copies];
    Arrays.setAll(episodes, copy -> copy - copies);
    steps = new int[copies];
  }

  /** Goes on to the next episode where one begins. */
  void begin(StepBatch now) {
    for (int copy = 0; copy < episodes.length; copy++) {
      if (now.starts[copy]) {
        episodes[copy] += episodes.length;
        steps[copy] = 0;
      }
    }
  }
}
