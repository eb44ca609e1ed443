package org.palaestra.app.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.training.TrainingPlan;

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
  private final Diagnosis.Listener listener;

  /**
   * Of one agent.
   *
   * @param seed of the first training
   * @param steps of each copy on the simplest probe
   */
  FurtherSeeds(Subject subject, long seed, long steps, Diagnosis.Listener listener) {
    this.subject = subject;
    this.seed = seed;
    this.steps = steps;
    this.listener = listener;
  }

  /** What came of the trainings that went to their end. */
  List<Trial> trials(Probe probe, double discount) {
    List<Trial> trials = new ArrayList<>();
    Optional<Probe.Form> form = form(probe);
    for (int i = 0; form.isPresent() && i < TRAININGS; i++) {
      int number = Diagnosis.TRIALS + 1 + i;
      Trial trial =
          new Interview(subject, probe, form.get(), discount, true)
              .hold(plan(probe, form.get(), i), part -> listener.progress(probe, number, part));
      if (trial.problem().isEmpty()) {
        trials.add(trial);
      }
    }
    return trials;
  }

  /**
   * Root of the mean square of what the agents of these trainings tell of a state before they have
   * learned; takes no training.
   */
  double untrained(Probe probe, int state, double discount) {
    Optional<Probe.Form> form = form(probe);
    double squares = 0;
    for (int i = 0; form.isPresent() && i < TRAININGS; i++) {
      double value =
          new Interview(subject, probe, form.get(), discount, true)
              .untrained(plan(probe, form.get(), i), state);
      squares += value * value;
    }
    return Math.sqrt(squares / TRAININGS);
  }

  /** The form in which the agent takes the probe. */
  private Optional<Probe.Form> form(Probe probe) {
    return Arrays.stream(Probe.Form.values())
        .filter(
            form ->
                probe
                    .spec(form, subject.environments())
                    .filter(spec -> subject.refusal(spec).isEmpty())
                    .isPresent())
        .findFirst();
  }

  private TrainingPlan plan(Probe probe, Probe.Form form, int number) {
    EnvironmentSpec spec = probe.spec(form, subject.environments()).orElseThrow();
    long total = steps * subject.copies() * probe.weight;
    return subject.plan(spec, subject.changes(probe, spec), seed + number, total);
  }
}
