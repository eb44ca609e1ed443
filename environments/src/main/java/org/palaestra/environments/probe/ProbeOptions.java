package org.palaestra.environments.probe;

import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;

/**
 * How a finite probe is seen and acted on.
 *
 * @param observed what an agent is shown of the state
 * @param actions what an agent gives as an action
 */
public record ProbeOptions(Observed observed, Actions actions) {

  /** What an agent is shown of the state. */
  public enum Observed {
    /** A box of one number, for agents that approximate. */
    NUMBER,
    /** The state's index, for tables and planners; only then is the model open to agents. */
    INDEX
  }

  /** What an agent gives as an action. */
  public enum Actions {
    /** The action's index. */
    NUMBERED,
    /**
     * A number from −1 to 1, for agents that need continuous actions: each of n actions has an n-th
     * of that range. Then there is no model.
     */
    REAL
  }

  /** Shows a number and takes numbered actions. */
  public static final ProbeOptions NUMBER = new ProbeOptions(Observed.NUMBER, Actions.NUMBERED);

  boolean index() {
    return observed == Observed.INDEX;
  }

  /** A probe with these options, as one that takes its actions the way they say. */
  public Environment acted(DiscreteEnvironment probe) {
    return actions == Actions.REAL ? new RealActions(probe) : probe;
  }
}
