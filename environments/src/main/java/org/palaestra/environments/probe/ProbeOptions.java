package org.palaestra.environments.probe;

/**
 * How a finite probe is seen.
 *
 * @param observed what an agent is shown of the state
 */
public record ProbeOptions(Observed observed) {

  /** What an agent is shown of the state. */
  public enum Observed {
    /** A box of one number, for agents that approximate. */
    NUMBER,
    /** The state's index, for tables and planners; only then is the model open to agents. */
    INDEX
  }

  /** Shows a number. */
  public static final ProbeOptions NUMBER = new ProbeOptions(Observed.NUMBER);

  /** Shows the state's index. */
  public static final ProbeOptions INDEX = new ProbeOptions(Observed.INDEX);

  boolean index() {
    return observed == Observed.INDEX;
  }
}
