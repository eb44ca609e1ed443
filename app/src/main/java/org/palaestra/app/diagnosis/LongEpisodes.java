package org.palaestra.app.diagnosis;

import java.util.Map;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/**
 * Whether it is the time limit that makes the value of a reward for ever too low: with episodes of
 * four times the length, whoever takes the limit for the end comes nearer to the truth, and whoever
 * does not bootstrap stays where it was.
 */
final class LongEpisodes {

  private static final int TIME_LIMIT = 40;

  private final Subject subject;
  private final long seed;
  private final long steps;
  private final Diagnosis.Listener listener;

  /** With the steps of each copy. */
  LongEpisodes(Subject subject, long seed, long steps, Diagnosis.Listener listener) {
    this.subject = subject;
    this.seed = seed;
    this.steps = steps;
    this.listener = listener;
  }

  /** The value that is then learned, NaN if it cannot be. */
  double value() {
    for (Probe.Form form : Probe.Form.values()) {
      EnvironmentSpec spec =
          Probe.TRUNCATION
              .spec(form, subject.environments())
              .orElseThrow()
              .withTimeLimit(TIME_LIMIT);
      if (subject.refusal(spec).isEmpty()) {
        Map<String, String> changes = subject.changes(Probe.TRUNCATION, spec);
        TrainingPlan plan = subject.plan(spec, changes, seed, steps * subject.copies());
        try (Trainer trainer = subject.trainer(plan)) {
          return subject.train(trainer, this::tell).isEmpty()
              ? Answer.of(
                      trainer.agent().target().actor(1),
                      subject.environments().create(spec).actionSpace(),
                      true,
                      1,
                      Probe.TRUNCATION.observed(0, form))
                  .value()
              : Double.NaN;
        }
      }
    }
    return Double.NaN;
  }

  private void tell(double part) {
    listener.progress(Probe.TRUNCATION, Diagnosis.TRIALS + 1, part);
  }
}
