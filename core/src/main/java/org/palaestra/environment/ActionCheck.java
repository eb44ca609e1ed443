package org.palaestra.environment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;

/**
 * Every index is accepted, and so is what lies beyond the bounds of continuous actions, which
 * agents do send. (The bounds themselves were held in {@link EpisodeCheck}.)
 */
final class ActionCheck {

  private static final int PATIENCE = 50;
  private static final String CLIP =
      "clip each action to actionSpace()'s bounds at the start of step, as Math.clamp would";

  private final Examination exam;
  private final Subject subject;
  private final RandomStream chance;
  private final ActionBatch action;

  private ActionCheck(Examination exam) {
    this.exam = exam;
    subject = exam.subject();
    chance = new RandomStream(exam.seed("policy", 2));
    action = new ActionBatch(subject.actions(), 1);
  }

  static void run(Examination exam) {
    ActionCheck check = new ActionCheck(exam);
    if (check.subject.actions() instanceof Box box) {
      check.continuous(box);
    } else {
      check.discrete();
    }
  }

  private void discrete() {
    for (int index = 0; index < subject.actionCount() && !exam.outOfTime(); index++) {
      subject.reset(exam.seed("action", index));
      for (int i = 0; i < PATIENCE && !subject.terminated(); i++) {
        if (subject.allowed(index)) {
          subject.step(index, action.values, 0);
          break;
        }
        subject.choose(chance, action);
        subject.step(action);
      }
    }
  }

  private void continuous(Box box) {
    float[] low = box.low();
    float[] high = box.high();
    float[] beyond = new float[low.length];
    for (float far : new float[] {2, 1000, 1e9f}) {
      for (int i = 0; i < low.length; i++) {
        beyond[i] = high[i] + far * (high[i] - low[i]);
      }
      hold(beyond);
      for (int i = 0; i < low.length; i++) {
        beyond[i] = low[i] - far * (high[i] - low[i]);
      }
      hold(beyond);
    }
  }

  /** Repeats one action; whatever goes wrong is put down to it. */
  private void hold(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return;
      }
    }
    try {
      subject.reset(exam.seed("action", 0));
      for (int i = 0; i < PATIENCE && !subject.terminated() && !exam.outOfTime(); i++) {
        double reward = subject.step(0, values.clone(), 0);
        String problem = problem(reward);
        if (problem != null) {
          exam.error("with action %s: %s".formatted(Arrays.toString(values), problem), CLIP);
          return;
        }
      }
    } catch (ContractBreach breach) {
      exam.error(breach.finding().seen(), CLIP);
    }
  }

  private @Nullable String problem(double reward) {
    if (exam.found("episodes")) {
      return null; // Ordinary actions lead to such observations or rewards too.
    }
    if (!Float.isFinite((float) reward)) {
      return "step returned the reward %s (%s)".formatted(reward, exam.place());
    }
    Subject.Problem problem = subject.examineObservation();
    return problem == null ? null : problem.seen();
  }
}
