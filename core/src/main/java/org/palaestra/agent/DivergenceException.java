package org.palaestra.agent;

import java.util.LinkedHashSet;
import java.util.Set;

/** A number of the training is no longer finite. The training stops, and its checkpoints stay. */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Set<PastEpisode> batch;

  /** With the number's name and where it went astray. */
  public DivergenceException(String message) {
    this(message, Set.of());
  }

  /**
   * With the number's name and where it went astray.
   *
   * @param batch the episodes of what was learned from; empty if they are not known
   */
  public DivergenceException(String message, Set<PastEpisode> batch) {
    super(message);
    this.batch = new LinkedHashSet<>(batch);
  }

  /** The episodes of what was learned from, in its order; empty if they are not known. */
  public Set<PastEpisode> batch() {
    return batch;
  }
}
