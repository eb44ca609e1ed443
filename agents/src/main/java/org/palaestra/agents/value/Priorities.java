package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.replay.PrioritisedSampling;
import org.palaestra.agents.replay.ReplayMemory;

/**
 * How a memory is drawn from by priority; see {@link PrioritisedSampling}.
 *
 * @param alpha α, from 0 for equal chances to 1 for proportional ones
 * @param beta β over the training, from 0 for no correction to 1 for all of it
 */
public record Priorities(double alpha, Schedule beta) {

  /** Checks the ranges. */
  public Priorities {
    unit("priorities.alpha", alpha);
    beta.within("priorities.beta", 0, 1);
  }

  PrioritisedSampling sampling(ReplayMemory memory, Task task) {
    return new PrioritisedSampling(memory, alpha, beta, task.progress.total());
  }
}
