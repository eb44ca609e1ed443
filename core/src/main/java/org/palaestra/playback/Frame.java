package org.palaestra.playback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.palaestra.view.Drawing;

/**
 * One moment of a playback, as an immutable snapshot.
 *
 * @param drawing what the environment looks like
 * @param measures what it measures, by name and in its order; empty if it measures nothing
 * @param episode how many episodes were begun before this one
 * @param step how many actions were taken in this episode
 * @param episodeReturn sum of the episode's rewards so far, undiscounted
 * @param reward what the last action earned; 0 at step 0
 * @param action the last action, for people; empty at step 0
 * @param ending whether and why this is the episode's last moment
 * @param past the episodes that are over, this one included if it has ended
 * @param insight why the last action was chosen, if the actor can tell
 */
public record Frame(
    Drawing drawing,
    Map<String, Double> measures,
    long episode,
    int step,
    double episodeReturn,
    double reward,
    String action,
    Ending ending,
    Past past,
    Optional<Insight> insight) {

  /** Copies the measures. */
  public Frame {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** How an episode stands. */
  public enum Ending {
    /** It goes on. */
    NONE,
    /** The process ended. */
    TERMINATED,
    /** The time limit cut it. */
    TRUNCATED
  }

  /**
   * The episodes that are over.
   *
   * @param episodes how many
   * @param meanReturn mean of their returns; NaN if there are none
   */
  public record Past(long episodes, double meanReturn) {}

  /** Whether this is the episode's last moment. */
  public boolean ended() {
    return ending != Ending.NONE;
  }
}
