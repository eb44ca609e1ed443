package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;

import org.palaestra.agent.Schedule;

/**
 * The updates of an agent that learns distributions of values.
 *
 * @param every environment steps between two updates, at least 1
 * @param rate Adam's learning rate over the training, from 0 to 1
 */
public record Updates(int every, Schedule rate) {

  /** Checks the ranges. */
  public Updates {
    atLeast("learning.every", 1, every);
    rate.within("learning.rate", 0, 1);
  }
}
