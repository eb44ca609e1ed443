package org.palaestra.agents.value;

import org.palaestra.agent.Schedule;

/**
 * When and how {@link ValueLearner} updates, whatever the algorithm.
 *
 * @param warmup environment steps before the first update
 * @param batch transitions that must be there
 * @param every environment steps between two times of updating
 * @param updates how many updates each time
 * @param rate Adam's learning rate
 * @param adamEpsilon Adam's ε
 * @param longestGradient the gradient is cut to this norm, infinite for never
 * @param targetEvery environment steps between two copies of the weights into the target network
 * @param remedy what to change if it diverges
 */
record Course(
    int warmup,
    int batch,
    int every,
    int updates,
    Schedule rate,
    double adamEpsilon,
    double longestGradient,
    int targetEvery,
    String remedy) {

  private static final double PAPER_EPSILON = 1e-8;

  /** Of an agent that learns single values, with Adam as its paper has it and no cut. */
  static Course of(ReplaySettings replay, Learning learning, int targetEvery) {
    return new Course(
        replay.warmup(),
        replay.batch(),
        learning.every(),
        learning.updates(),
        learning.rate(),
        PAPER_EPSILON,
        Double.POSITIVE_INFINITY,
        targetEvery,
        learning.loss().remedy());
  }

  /** Of an agent that learns distributions. */
  static Course of(ReplaySettings replay, Updates learning, double adamEpsilon, int targetEvery) {
    return new Course(
        replay.warmup(),
        replay.batch(),
        learning.every(),
        1,
        learning.rate(),
        adamEpsilon,
        Double.POSITIVE_INFINITY,
        targetEvery,
        "lower learning.rate");
  }

  /** The same with gradients cut to a norm. */
  Course cutting(double longest) {
    return new Course(
        warmup, batch, every, updates, rate, adamEpsilon, longest, targetEvery, remedy);
  }
}
