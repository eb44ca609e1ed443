package org.palaestra.nd4j.rl4j;

import java.util.List;

/** One of RL4J's learners, in the guest's process. */
interface Learner {

  /** RL4J's own loop; ends only by what its environment throws. */
  void learn();

  /** As {@link Assignment#weights}, of now. */
  float[][] weights();

  /** The metrics since the last time they were asked for. */
  List<Report.Metric> metrics();

  /** The learner that is asked for. */
  static Learner of(Assignment assignment, Host host) {
    return switch (assignment.agent()) {
      case Rl4jDoubleDqn.ID -> new DoubleDqnLearner(assignment, host);
      case Rl4jA2c.ID -> new A2cLearner(assignment, host);
      default -> throw new IllegalArgumentException("RL4J has no learner " + assignment.agent());
    };
  }
}
