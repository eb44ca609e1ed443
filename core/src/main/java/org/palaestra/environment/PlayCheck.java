package org.palaestra.environment;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.space.Discrete;

/** {@link Playable}: every action has a name of its own, which stays, and time goes forwards. */
final class PlayCheck {

  private static final int LONGEST = 40;

  private PlayCheck() {}

  static void run(Examination exam) {
    Subject subject = exam.subject();
    if (subject.ability(Playable.class).isEmpty()) {
      exam.notApplicable();
      return;
    }
    Playable playable = subject.ability(Playable.class).orElseThrow();
    boolean numbered = subject.actions() instanceof Discrete;
    int count = numbered ? subject.actionCount() : subject.actions().size();
    List<String> names = names(subject, playable, count);
    for (int action = 0; action < count; action++) {
      String name = names.get(action);
      if (name == null || name.isBlank() || name.length() > LONGEST || unprintable(name)) {
        exam.error(
            "actionName(%d) is %s".formatted(action, name == null ? "null" : quoted(name)),
            "give each action a name of 1 to %d letters that can be seen".formatted(LONGEST));
      } else if (names.indexOf(name) < action) {
        exam.error(
            "actions %d and %d are both called %s"
                .formatted(names.indexOf(name), action, quoted(name)),
            "give each action a name of its own");
      } else if (!numbered && !name.matches("[^/]*[^/ ][^/]*/[^/]*[^/ ][^/]*")) {
        exam.error(
            "actionName(%d) is %s".formatted(action, quoted(name)),
            "name both ends of each number of a continuous action, such as left/right");
      }
    }
    subject.reset(exam.seed("play", 0));
    List<String> again = names(subject, playable, count);
    if (!names.equals(again)) {
      exam.error(
          "actions are called %s, and after reset %s".formatted(names, again),
          "let actionName depend on the action alone");
    }
    double rate = subject.call("stepsPerSecond", playable::stepsPerSecond);
    if (!(rate >= 0 && Double.isFinite(rate))) {
      exam.error(
          "stepsPerSecond() is " + rate,
          "return the steps a second at which a person can play, or 0 to wait for them");
    }
  }

  private static List<String> names(Subject subject, Playable playable, int count) {
    List<String> names = new ArrayList<>();
    for (int action = 0; action < count; action++) {
      int index = action;
      names.add(subject.call("actionName", () -> playable.actionName(index)));
    }
    return names;
  }

  private static boolean unprintable(String name) {
    return name.codePoints().anyMatch(Character::isISOControl);
  }

  private static String quoted(String name) {
    return '"' + name.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
