package org.palaestra.environment;

import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** Spaces are there, always the same, and fit in a batch of floats. */
final class SpaceCheck {

  /** From here on a float no longer tells neighbouring whole numbers apart. */
  private static final int LARGEST_INDEX = 1 << 24;

  private static final String CONSTANT =
      "build both spaces once, in a constant or the constructor, and return them each time";

  private SpaceCheck() {}

  static void run(Examination exam) {
    Subject one = exam.subject();
    if (one.observations() == null || one.actions() == null) {
      exam.giveUp();
      exam.error(
          (one.observations() == null ? "observationSpace()" : "actionSpace()") + " returned null",
          "return a Box or a Discrete from observationSpace() and actionSpace()");
      return;
    }
    Subject other = exam.subject();
    if (one.environment() == other.environment()) {
      exam.giveUp();
      exam.error(
          "the factory returned the same environment twice",
          "make the definition's factory return a new environment at each call");
      return;
    }
    if (one.observations() instanceof Discrete discrete && discrete.n() > LARGEST_INDEX) {
      exam.error(
          "the observation space has %d elements, and a float counts to %d"
              .formatted(discrete.n(), LARGEST_INDEX),
          "observe a box, for instance one value for each coordinate of the state");
    }
    same(exam, "in another copy", one, other.environment());
    one.reset(exam.seed("episode", 0));
    same(exam, "after reset", one, one.environment());
    ActionBatch action = new ActionBatch(one.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 0));
    for (int i = 0; i < 100 && !one.terminated(); i++) {
      one.choose(chance, action);
      one.step(action);
      same(exam, "after " + (i + 1) + " steps", one, one.environment());
    }
  }

  private static void same(Examination exam, String when, Subject first, Environment now) {
    compare(exam, "observationSpace()", when, first.observations(), now.observationSpace());
    compare(exam, "actionSpace()", when, first.actions(), now.actionSpace());
  }

  private static void compare(
      Examination exam, String method, String when, Space before, Space now) {
    if (!before.equals(now)) {
      exam.giveUp();
      exam.error(
          "%s was %s and is %s %s"
              .formatted(method, before.describe(), now == null ? "null" : now.describe(), when),
          CONSTANT);
    }
  }
}
