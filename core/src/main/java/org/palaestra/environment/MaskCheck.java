package org.palaestra.environment;

import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

/** {@link Masked}: something is always allowed, and the model says the same. */
final class MaskCheck {

  private MaskCheck() {}

  static void run(Examination exam) {
    Subject subject = exam.subject();
    if (!subject.masked()) {
      exam.notApplicable();
      return;
    }
    if (!(subject.actions() instanceof Discrete)) {
      exam.error(
          "actions are " + subject.actions().describe() + ", which cannot be masked",
          "implement Masked on environments with discrete actions only");
      return;
    }
    @Nullable FiniteMdp model = subject.ability(FiniteMdp.class).orElse(null);
    ActionBatch action = new ActionBatch(subject.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 6));
    long episode = 0;
    subject.reset(exam.seed("mask", episode));
    for (int step = 0; step < exam.steps() / 10 && !exam.outOfTime(); step++) {
      if (subject.terminated()) {
        subject.reset(exam.seed("mask", ++episode));
        if (subject.terminated()) {
          return;
        }
      }
      if (!look(exam, subject, model)) {
        return;
      }
      subject.choose(chance, action);
      subject.step(action);
    }
  }

  private static boolean look(Examination exam, Subject subject, @Nullable FiniteMdp model) {
    int open = 0;
    for (int action = 0; action < subject.actionCount(); action++) {
      int index = action;
      boolean allowed = subject.allowed(action);
      open += allowed ? 1 : 0;
      if (allowed != subject.allowed(action)) {
        exam.error(
            "allowed(%d) gave %s, then %s (%s)".formatted(action, allowed, !allowed, exam.place()),
            "let allowed depend on the state alone");
        return false;
      }
      if (model != null) {
        int state = subject.call("state", model::state);
        if (allowed != subject.call("allowed of the model", () -> model.allowed(state, index))) {
          exam.error(
              "allowed(%d) is %s, but the model's allowed(%d, %d) is %s (%s)"
                  .formatted(action, allowed, state, action, !allowed, exam.place()),
              "let Masked.allowed(a) return FiniteMdp.allowed(state(), a)");
          return false;
        }
      }
    }
    if (open == 0) {
      exam.error(
          "no action is allowed, though terminated() is false (%s)".formatted(exam.place()),
          "allow at least one action in every state that has not ended");
      return false;
    }
    return true;
  }
}
