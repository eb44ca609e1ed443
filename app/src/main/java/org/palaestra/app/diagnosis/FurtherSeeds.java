package org.palaestra.app.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;

/**
 * More trainings on a probe that failed, each from weights of its own. Where an untrained network
 * expects little, as the mean of many quantiles does, a few of them do not tell a value that stayed
 * as it was from nothing; with more, those that began high and low stand out.
 */
final class FurtherSeeds {

  private static final int TRAININGS = 8;

  private final Subject subject;
  private final long seed;
  private final long steps;

  /**
   * Of one agent.
   *
   * @param seed of the first training
   * @param steps of each copy on the simplest probe
   */
  FurtherSeeds(Subject subject, long seed, long steps) {
    this.subject = subject;
    this.seed = seed;
    this.steps = steps;
  }

  /** What came of the trainings that went to their end. */
  List<Trial> trials(Probe probe, double discount) {
    List<Trial> trials = new ArrayList<>();
    for (Probe.Form form : Probe.Form.values()) {
      Optional<EnvironmentSpec> spec = probe.spec(form, subject.environments());
      if (spec.isPresent() && subject.refusal(spec.get()).isEmpty()) {
        Interview interview = new Interview(subject, probe, form, discount, true);
        long total = steps * subject.copies() * probe.weight;
        for (int i = 0; i < TRAININGS; i++) {
          Trial trial =
              interview.hold(
                  subject.plan(spec.get(), subject.changes(probe, spec.get()), seed + i, total),
                  part -> {});
          if (trial.problem().isEmpty()) {
            trials.add(trial);
          }
        }
        return trials;
      }
    }
    return trials;
  }
}
