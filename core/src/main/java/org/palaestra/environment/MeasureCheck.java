package org.palaestra.environment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;

/** {@link Measured}: the same names in the same order, finite numbers, and nothing changes. */
final class MeasureCheck {

  private MeasureCheck() {}

  static void run(Examination exam) {
    Subject subject = exam.subject();
    if (subject.ability(Measured.class).isEmpty()) {
      exam.notApplicable();
      return;
    }
    ActionBatch action = new ActionBatch(subject.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 7));
    @Nullable List<String> names = null;
    for (int episode = 0; episode < 4; episode++) {
      subject.reset(exam.seed("measure", episode));
      for (int step = 0; step < 50 && !exam.outOfTime(); step++) {
        List<String> now = measure(exam, subject);
        if (names != null && !names.equals(now)) {
          exam.error(
              "measured %s at first and %s now (%s)".formatted(names, now, exam.place()),
              "give the same names in the same order in every state");
          return;
        }
        names = now;
        if (subject.terminated()) {
          break;
        }
        subject.choose(chance, action);
        subject.step(action);
      }
    }
    Trace trace = exam.trace();
    if (trace != null) {
      Subject measured = exam.subject();
      String difference = trace.replay(measured, frame -> measureAfter(exam, measured, frame));
      if (difference != null) {
        exam.error(
            "measure changes the state: after it, " + difference,
            "let measure read fields and set none");
      }
    }
  }

  private static void measureAfter(Examination exam, Subject subject, int frame) {
    if (frame > 0) {
      measure(exam, subject);
    }
  }

  private static List<String> measure(Examination exam, Subject subject) {
    Measured measured = subject.ability(Measured.class).orElseThrow();
    List<String> names = new ArrayList<>();
    subject.run(
        "measure",
        () ->
            measured.measure(
                (name, value) -> {
                  if (!Double.isFinite(value)) {
                    exam.error(
                        "measured %s = %s (%s)".formatted(name, value, exam.place()),
                        "measure finite numbers only");
                  }
                  if (names.contains(name)) {
                    exam.error(
                        "measured %s twice (%s)".formatted(name, exam.place()),
                        "give each number a name of its own");
                  }
                  names.add(name);
                }));
    return names;
  }
}
