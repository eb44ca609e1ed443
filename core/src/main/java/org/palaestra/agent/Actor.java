package org.palaestra.agent;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** Chooses one action for each of N copies. Its state is its memory of their episodes, if any. */
@FunctionalInterface
public interface Actor extends Stateful {

  /**
   * Chooses. An actor with memory clears that of every copy for which {@code now.starts} is true.
   *
   * @param now what is observed: {@code now.observations}, {@code now.allowed}; unless {@code
   *     now.starts}, {@code now.rewards} tells an actor that learns while it acts what its last
   *     action paid
   * @param out receives an action for each copy, in the action space's own units
   * @param streams {@code [N]} each copy's source of chance; one copy's choice never draws from
   *     another's, so that it does not depend on how many copies there are
   */
  void act(StepBatch now, ActionBatch out, RandomGenerator[] streams);

  /** Nothing, for actors without memory. */
  @Override
  default void save(StateWriter out) {}

  /** Nothing, for actors without memory. */
  @Override
  default void restore(StateReader in) {}
}
