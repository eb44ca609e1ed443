package org.palaestra.environment;

/**
 * An environment with finitely many numbered states and a known model, so that it can be planned
 * on.
 */
public interface FiniteMdp extends DiscreteEnvironment {

  /** Takes the states in which an episode may start. */
  @FunctionalInterface
  interface InitialVisitor {

    /** Takes one state with its probability. */
    void visit(double probability, int state);
  }

  /** Takes what an action may lead to. */
  @FunctionalInterface
  interface SuccessorVisitor {

    /**
     * Takes one outcome.
     *
     * @param probability above 0; those of one state and action sum to 1
     * @param next the next state
     * @param reward the reward on the way
     * @param terminated whether the process ends there, so that {@code next} has no future value
     */
    void visit(double probability, int next, double reward, boolean terminated);
  }

  /** Number of states. */
  int states();

  /** The current state, from 0 to {@code states()} − 1. */
  int state();

  /** Gives each state in which an episode may start. */
  void initial(InitialVisitor visitor);

  /** Whether {@code action} can be chosen in {@code state}. */
  default boolean allowed(int state, int action) {
    return true;
  }

  /** Gives each outcome of {@code action} in {@code state}; one outcome may come in parts. */
  void successors(int state, int action, SuccessorVisitor visitor);
}
