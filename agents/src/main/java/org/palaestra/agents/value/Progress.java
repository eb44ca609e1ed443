package org.palaestra.agents.value;

import org.palaestra.agent.Schedule;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** How far the training is, in environment steps over all copies. */
final class Progress implements Stateful {

  private final long total;
  private long steps;
  private long before;

  Progress(long total) {
    this.total = total;
  }

  long steps() {
    return steps;
  }

  long total() {
    return total;
  }

  /** Counts a step of every copy. */
  void advance(int copies) {
    before = steps;
    steps += copies;
  }

  /** How many multiples of {@code period} the last step of the batch reached. */
  long due(int period) {
    return steps / period - before / period;
  }

  double at(Schedule schedule) {
    return schedule.at(steps, total);
  }

  @Override
  public void save(StateWriter out) {
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    steps = in.integer("steps");
    before = steps;
  }
}
