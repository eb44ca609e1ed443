package org.palaestra.environment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;

/**
 * The same seed and actions give the same episodes: in another copy, after other episodes, beside
 * another copy, and after an action that is not a number.
 */
final class RepeatCheck {

  private static final int FRAMES = 1000;

  private RepeatCheck() {}

  static void run(Examination exam) {
    Trace trace = Trace.record(exam, exam.subject(), "episode", Math.min(FRAMES, exam.steps() / 2));
    String difference = trace.replay(exam.subject(), frame -> {});
    if (difference != null) {
      exam.error(
          "the same seed and actions came to another episode in a second copy: " + difference,
          "take all chance from the generator that reset and step are given, and use no clock, no"
              + " static field and no order of a hash");
      return;
    }
    exam.trace(trace);

    Subject used = exam.subject();
    Trace.record(exam, used, "other", FRAMES / 4);
    difference = trace.replay(used, frame -> {});
    boolean leaks = difference != null;
    if (leaks) {
      exam.error(
          "episodes leak into each other; after others were played, " + difference,
          "let reset give every field its first value");
    }

    difference = beside(exam, trace);
    if (difference != null) {
      exam.error(
          "copies disturb each other; beside another copy, " + difference,
          "keep the state in fields of the object, not in static ones or shared arrays");
    }

    if (exam.subject().actions() instanceof Box box) {
      difference = trace.replay(exam.subject(), frame -> {}, 3);
      if (difference != null) {
        exam.error(
            "with its action at offset 3, " + difference,
            "read action[offset] … action[offset + size − 1] only, and write to none of them");
      }
      if (!leaks) {
        afterNan(exam, trace, box.size());
      }
    }
  }

  private static @Nullable String beside(Examination exam, Trace trace) {
    Subject one = exam.subject();
    Subject other = exam.subject();
    RandomStream chance = new RandomStream(exam.seed("policy", 4));
    ActionBatch action = new ActionBatch(other.actions(), 1);
    long[] episode = {0};
    return trace.replay(
        one,
        frame -> {
          if (frame == 0 || trace.isReset(frame) || other.terminated()) {
            other.reset(exam.seed("beside", episode[0]++));
          }
          if (!other.terminated()) {
            other.choose(chance, action);
            other.step(action);
          }
        });
  }

  private static void afterNan(Examination exam, Trace trace, int size) {
    Subject poisoned = exam.subject();
    float[] nan = new float[size];
    Arrays.fill(nan, Float.NaN);
    poisoned.reset(exam.seed("other", 0));
    try {
      poisoned.step(0, nan, 0);
    } catch (ContractBreach refused) {
      exam.note("an action that is not a number is refused: " + refused.finding().seen());
    }
    String difference = trace.replay(poisoned, frame -> {});
    if (difference != null) {
      exam.error(
          "an action that is not a number spoils later episodes: " + difference,
          "refuse such an action, or let reset give every field its first value");
    }
  }
}
