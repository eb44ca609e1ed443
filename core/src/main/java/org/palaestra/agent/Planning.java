package org.palaestra.agent;

import org.palaestra.store.Stateful;

/** A plan in the making, which can be watched sweep by sweep. */
public interface Planning extends Stateful {

  /**
   * Does one sweep.
   *
   * @return whether another is needed
   */
  boolean sweep();

  /** {@code [states]} value of each state under the plan so far; live, not a copy. */
  double[] values();

  /** Largest change of a value in the last sweep. */
  double residual();

  /** The policy that is greedy for {@link #values()} as they stand when an actor acts. */
  Policy policy();
}
