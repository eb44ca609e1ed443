package org.palaestra.agents.policy;

/** How a finished policy acts. */
public enum Acts {
  /** It does what is most probable. */
  GREEDILY,
  /** It draws, as it did while it learned. */
  BY_CHANCE
}
