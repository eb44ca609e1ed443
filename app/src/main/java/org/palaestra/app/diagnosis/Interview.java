package org.palaestra.app.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Policy;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Trains an agent on a probe and asks its finished policy. */
final class Interview {

  private static final int ASKED = 20;
  private static final int BLANKS = 3;

  /** What the episode before may change in what is thought: nothing but rounding. */
  static final double LEAK = 1e-4;

  private final Subject subject;
  private final Probe probe;
  private final Probe.Form form;
  private final double discount;
  private final boolean set;

  /**
   * On one probe.
   *
   * @param discount γ, NaN if it is not known
   * @param set whether γ is a setting, so that it is known exactly
   */
  Interview(Subject subject, Probe probe, Probe.Form form, double discount, boolean set) {
    this.subject = subject;
    this.probe = probe;
    this.form = form;
    this.discount = discount;
    this.set = set;
  }

  Trial hold(TrainingPlan plan, Consumer<Double> progress) {
    Space actions = subject.environments().create(plan.environment()).actionSpace();
    try (Trainer trainer = subject.trainer(plan)) {
      double[] before = values(trainer.agent().target(), actions);
      String problem = subject.train(trainer, progress);
      if (!problem.isEmpty()) {
        return Trial.stopped(plan.seed(), plan.steps(), problem);
      }
      Policy policy = trainer.agent().target();
      List<Measure> measures = new ArrayList<>();
      List<Trial.State> states = new ArrayList<>();
      double leak = leak(policy, actions);
      switch (probe.asks) {
        case VALUES -> askValues(policy, actions, before, measures, states);
        case ACTIONS -> askActions(policy, actions, before, measures, states);
        case MEMORY -> askMemory(policy, actions, leak, measures);
      }
      return new Trial(
          plan.seed(), plan.steps(), measures, states, trainer.recentReturn(), leak, "");
    }
  }

  /** What the agent of a plan tells of a state before it has learned. */
  double untrained(TrainingPlan plan, int state) {
    Space actions = subject.environments().create(plan.environment()).actionSpace();
    return values(subject.untrained(plan).target(), actions)[state];
  }

  /** What is told of each state; an episode leads through those of {@link Probe#DELAY}. */
  private List<Answer> answers(Policy policy, Space actions, long seed) {
    List<Answer> answers = new ArrayList<>();
    Actor actor = policy.actor(1);
    for (int i = 0; i < probe.numbers().size(); i++) {
      boolean starts = i == 0 || probe != Probe.DELAY;
      answers.add(Answer.of(actor, actions, starts, seed, probe.observed(i, form)));
    }
    return answers;
  }

  private double[] values(Policy policy, Space actions) {
    return probe.asks == Probe.Asks.MEMORY
        ? new double[0]
        : answers(policy, actions, 1).stream().mapToDouble(Answer::value).toArray();
  }

  private String name(String function, int state) {
    return probe.numbers().size() == 1
        ? function
        : String.format(Locale.ROOT, "%s(%d)", function, probe.numbers().get(state));
  }

  private void askValues(
      Policy policy,
      Space actions,
      double[] before,
      List<Measure> measures,
      List<Trial.State> states) {
    List<Answer> answers = answers(policy, actions, 1);
    for (int i = 0; i < answers.size(); i++) {
      double value = answers.get(i).value();
      measures.add(measure(i, value));
      states.add(new Trial.State(answers.get(i), before[i], answers.get(i).action()));
    }
  }

  private Measure measure(int state, double value) {
    if (probe == Probe.DELAY && state == 0 && Double.isNaN(discount)) {
      return new Measure("V(0), any discount", value, 0.65, 0.37);
    }
    double truth = probe.value(state, discount);
    double tolerance =
        probe == Probe.TRUNCATION && !set ? truth / 4 : probe.tolerance(truth, discount);
    return new Measure(name("V", state), value, truth, tolerance);
  }

  private void askActions(
      Policy policy,
      Space actions,
      double[] before,
      List<Measure> measures,
      List<Trial.State> states) {
    for (int i = 0; i < probe.numbers().size(); i++) {
      double best = probe.action(i, form);
      double sum = 0;
      int right = 0;
      Answer last = answers(policy, actions, 0).get(i);
      for (int asked = 1; asked <= ASKED; asked++) {
        last = answers(policy, actions, asked).get(i);
        sum += last.action();
        right += last.action() == best ? 1 : 0;
      }
      double mean = sum / ASKED;
      if (actions instanceof Discrete) {
        measures.add(new Measure(name("right choices", i), (double) right / ASKED, 1, 0.1));
        for (int action = 0; action < last.actionValues().length; action++) {
          measures.add(
              new Measure(
                  name("Q" + action, i),
                  last.actionValues()[action],
                  action == best ? 1 : -1,
                  probe.tolerance(1, discount)));
        }
      } else {
        measures.add(new Measure(name("action", i), mean, best, Probe.ACTION_TOLERANCE));
      }
      states.add(new Trial.State(last, before[i], mean));
    }
  }

  /** What an episode begins with must not depend on what was seen before it. */
  private double leak(Policy policy, Space actions) {
    if (!Subject.remembers(policy)) {
      return 0;
    }
    if (probe.asks == Probe.Asks.MEMORY) {
      Actor one = policy.actor(1);
      Actor other = policy.actor(1);
      episode(one, actions, -1);
      episode(other, actions, 1);
      double most = 0;
      List<Answer> afterOne = episode(one, actions, 1);
      List<Answer> afterOther = episode(other, actions, 1);
      for (int step = 0; step < afterOne.size(); step++) {
        most = Math.max(most, afterOne.get(step).distance(afterOther.get(step)));
      }
      return most;
    }
    Actor fresh = policy.actor(1);
    Actor used = policy.actor(1);
    Answer.of(used, actions, true, 1, 1);
    Answer.of(used, actions, false, 1, -1);
    Answer.of(used, actions, false, 1, 1);
    float observed = probe.observed(0, form);
    return Answer.of(fresh, actions, true, 1, observed)
        .distance(Answer.of(used, actions, true, 1, observed));
  }

  private void askMemory(Policy policy, Space actions, double leak, List<Measure> measures) {
    Actor actor = policy.actor(1);
    int right = 0;
    int[] cues = {1, -1, -1, 1};
    for (int cue : cues) {
      List<Answer> episode = episode(actor, actions, cue);
      right += episode.get(episode.size() - 1).action() == (cue > 0 ? 1 : 0) ? 1 : 0;
    }
    measures.add(new Measure("right choices", right / (double) cues.length, 1, 0.1));
    measures.add(new Measure("trace of the episode before", leak, 0, LEAK));
  }

  /** A cue, nothing for a while, and the sign to act. */
  private static List<Answer> episode(Actor actor, Space actions, float cue) {
    List<Answer> answers = new ArrayList<>();
    answers.add(Answer.of(actor, actions, true, 1, cue, 0));
    for (int blank = 0; blank < BLANKS; blank++) {
      answers.add(Answer.of(actor, actions, false, 1, 0, 0));
    }
    answers.add(Answer.of(actor, actions, false, 1, 0, 1));
    return answers;
  }
}
