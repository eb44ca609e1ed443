package org.palaestra.app.diagnosis;

import java.util.Map;
import org.palaestra.agent.Policy;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/**
 * Whether an agent that ends with the worse of two actions takes it for the better one, or goes
 * downhill: by {@link Choice}.
 */
final class Preference {

  private static final int ASKED = 20;

  /** So sure of one wrong action is only who takes it for the right one. */
  private static final double SURE = 0.9;

  private final Subject subject;
  private final long seed;
  private final long steps;
  private final Diagnosis.Listener listener;

  /** With the steps of each copy. */
  Preference(Subject subject, long seed, long steps, Diagnosis.Listener listener) {
    this.subject = subject;
    this.seed = seed;
    this.steps = steps;
    this.listener = listener;
  }

  /** Whether each action that pays makes it sure of another, and each of a different one. */
  boolean swaps() {
    boolean[] taken = new boolean[Choice.ACTIONS];
    boolean all = true;
    for (int pays = 0; pays < Choice.ACTIONS; pays++) {
      int number = Diagnosis.TRIALS + 1 + pays;
      EnvironmentSpec spec =
          subject.environments().find(Choice.ID).spec(Map.of("pays", Integer.toString(pays)));
      if (subject.refusal(spec).isPresent()) {
        return false;
      }
      TrainingPlan plan =
          subject.plan(spec, subject.changes(Probe.ACTION, spec), seed, steps * subject.copies());
      try (Trainer trainer = subject.trainer(plan)) {
        if (!subject
            .train(trainer, part -> listener.progress(Probe.ACTION, number, part))
            .isEmpty()) {
          return false;
        }
        double[] shares = shares(trainer.agent().target());
        int favourite = 0;
        for (int action = 1; action < shares.length; action++) {
          favourite = shares[action] > shares[favourite] ? action : favourite;
        }
        all &= shares[favourite] >= SURE && !taken[favourite];
        taken[favourite] = true;
      }
    }
    return all;
  }

  /** The probability of each action as it is told, or else as it is drawn. */
  private static double[] shares(Policy policy) {
    double[] shares = new double[Choice.ACTIONS];
    for (int asked = 0; asked < ASKED; asked++) {
      Answer answer = Answer.of(policy.actor(1), new Discrete(Choice.ACTIONS), true, asked, 0);
      if (answer.probabilities().length == shares.length) {
        for (int action = 0; action < shares.length; action++) {
          shares[action] += answer.probabilities()[action] / ASKED;
        }
      } else {
        shares[(int) answer.action()] += 1.0 / ASKED;
      }
    }
    return shares;
  }
}
