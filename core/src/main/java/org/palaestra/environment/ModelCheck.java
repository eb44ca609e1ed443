package org.palaestra.environment;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

/**
 * {@link FiniteMdp}: the model is a proper one, and the environment does what its model says, step
 * by step and in the long run.
 */
final class ModelCheck {

  private static final double TOLERANCE = 1e-9;

  /** Standard deviations beyond which a frequency is no longer chance. */
  private static final double SURPRISE = 6;

  private static final int FEWEST = 100;

  private static final String STEP =
      "make step and successors follow the same rules, best by letting step draw from successors";

  /** One outcome as a key. */
  private record Outcome(int next, boolean terminated) {}

  /** Probability of an outcome and how often it was seen. */
  private static final class Tally {
    double probability;
    int count;
  }

  private record Choice(int state, int action) {}

  private final Examination exam;
  private final Subject subject;
  private final FiniteMdp model;
  private final int states;
  private final BitSet live = new BitSet();
  private final BitSet empty = new BitSet();
  private final Map<Choice, Map<Outcome, Tally>> tallies = new HashMap<>();

  private ModelCheck(Examination exam, Subject subject, FiniteMdp model) {
    this.exam = exam;
    this.subject = subject;
    this.model = model;
    states = subject.call("states", model::states);
  }

  static void run(Examination exam) {
    Subject subject = exam.subject();
    FiniteMdp model = subject.ability(FiniteMdp.class).orElse(null);
    if (model == null) {
      exam.notApplicable();
      return;
    }
    ModelCheck check = new ModelCheck(exam, subject, model);
    if (check.states < 1) {
      exam.error("states() is " + check.states, "return the number of states, at least 1");
      return;
    }
    if (check.initialIsProper() && check.successorsAreProper()) {
      check.play();
    }
  }

  private boolean initialIsProper() {
    Distribution start = new Distribution("initial");
    subject.run("initial", () -> model.initial((p, s) -> start.add(p, s, 0)));
    return start.isProper(false);
  }

  /**
   * Checks every state and action. States that are entered only at an end may have no successors.
   */
  private boolean successorsAreProper() {
    subject.run("initial", () -> model.initial((p, s) -> live.set(s)));
    for (int state = 0; state < states && !exam.outOfTime(); state++) {
      for (int action = 0; action < subject.actionCount(); action++) {
        if (!allowed(state, action)) {
          continue;
        }
        Distribution outcomes = new Distribution("successors(" + state + ", " + action + ")");
        successors(
            state,
            action,
            (p, next, reward, terminated) -> {
              outcomes.add(p, next, reward);
              if (!terminated && next >= 0 && next < states) {
                live.set(next);
              }
            });
        if (!outcomes.isProper(true)) {
          return false;
        }
        if (outcomes.sum == 0) {
          empty.set(state);
        }
      }
    }
    return everyLiveStateGoesOn();
  }

  private boolean everyLiveStateGoesOn() {
    for (int state = live.nextSetBit(0); state >= 0; state = live.nextSetBit(state + 1)) {
      boolean open = false;
      for (int action = 0; action < subject.actionCount() && !open; action++) {
        open = allowed(state, action);
      }
      if (!open || empty.get(state)) {
        exam.error(
            "state %d is entered without an end, but %s"
                .formatted(state, open ? "has an action without successors" : "allows no action"),
            "mark the transitions into that state as terminated, or give it actions and successors");
        return false;
      }
    }
    return true;
  }

  private boolean allowed(int state, int action) {
    return subject.call("allowed of the model", () -> model.allowed(state, action));
  }

  private void successors(int state, int action, FiniteMdp.SuccessorVisitor visitor) {
    subject.run("successors", () -> model.successors(state, action, visitor));
  }

  private void play() {
    ActionBatch action = new ActionBatch(subject.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 10));
    Map<Outcome, Tally> starts = new HashMap<>();
    subject.run(
        "initial",
        () ->
            model.initial(
                (p, s) ->
                    starts.computeIfAbsent(new Outcome(s, false), k -> new Tally()).probability +=
                        p));
    long episode = 0;
    boolean over = true;
    int length = 0;
    for (int step = 0; step < exam.steps() && !exam.outOfTime(); step++) {
      if (over || length == 200) {
        subject.reset(exam.seed("model", episode++));
        length = 0;
        int state = state();
        if (state < 0) {
          return;
        }
        Tally tally = starts.get(new Outcome(state, false));
        if (tally == null) {
          exam.error(
              "reset began in state %d, which initial does not give (%s)"
                  .formatted(state, exam.place()),
              "let initial give every state that reset can begin in");
          return;
        }
        tally.count++;
        over = subject.terminated();
      } else {
        int before = state();
        subject.choose(chance, action);
        double reward = subject.step(action);
        length++;
        int next = state();
        over = subject.terminated();
        if (next < 0 || !agrees(before, action.indices[0], next, reward, over)) {
          return;
        }
      }
    }
    judge("initial", starts, "let initial give the probabilities with which reset begins");
    tallies.forEach(
        (choice, outcomes) ->
            judge("successors(%d, %d)".formatted(choice.state, choice.action), outcomes, STEP));
  }

  /** The current state, or −1 after a finding. */
  private int state() {
    int state = subject.call("state", model::state);
    if (state < 0 || state >= states) {
      exam.error(
          "state() is %d, but there are %d states (%s)".formatted(state, states, exam.place()),
          "let state() be from 0 to states() − 1");
      return -1;
    }
    if (subject.observations() instanceof Discrete discrete && discrete.n() == states) {
      float[] seen = new float[1];
      subject.observe(seen, 0);
      if (seen[0] != state) {
        exam.error(
            "observed %s in state %d (%s)".formatted(seen[0], state, exam.place()),
            "observe state(), or observe a space of another size if states are hidden");
        return -1;
      }
    }
    return state;
  }

  private boolean agrees(int state, int action, int next, double reward, boolean over) {
    Map<Outcome, Tally> outcomes =
        tallies.computeIfAbsent(
            new Choice(state, action),
            choice -> {
              Map<Outcome, Tally> known = new HashMap<>();
              successors(
                  state,
                  action,
                  (p, n, r, t) ->
                      known.computeIfAbsent(new Outcome(n, t), k -> new Tally()).probability += p);
              return known;
            });
    String what =
        "state %d, action %d led to state %d with reward %s%s (%s)"
            .formatted(state, action, next, reward, over ? " and ended" : "", exam.place());
    Tally tally = outcomes.get(new Outcome(next, over));
    if (tally == null) {
      boolean otherEnd = outcomes.containsKey(new Outcome(next, !over));
      exam.error(
          what + (otherEnd ? ", but the model marks it otherwise" : ", which the model denies"),
          otherEnd
              ? "mark in successors exactly the outcomes after which terminated() is true"
              : STEP);
      return false;
    }
    tally.count++;
    boolean[] paid = new boolean[1];
    successors(
        state,
        action,
        (p, n, r, t) ->
            paid[0] |=
                n == next
                    && t == over
                    && Math.abs(r - reward) <= TOLERANCE * Math.max(1, Math.abs(r)));
    if (!paid[0]) {
      exam.error(what + ", but the model promises another reward", STEP);
    }
    return paid[0];
  }

  private void judge(String what, Map<Outcome, Tally> outcomes, String fix) {
    int total = outcomes.values().stream().mapToInt(tally -> tally.count).sum();
    if (total < FEWEST) {
      return;
    }
    outcomes.forEach(
        (outcome, tally) -> {
          double p = Math.min(1, tally.probability);
          double expected = total * p;
          double surprise = SURPRISE * Math.sqrt(expected * (1 - p)) + 1;
          if (Math.abs(tally.count - expected) > surprise) {
            exam.error(
                "%s gives state %d with probability %s, but %d of %d led there"
                    .formatted(what, outcome.next, p, tally.count, total),
                fix);
          }
        });
  }

  /** Adds up what a visitor is told. */
  private final class Distribution {
    private final String name;
    private double sum;
    private boolean proper = true;

    Distribution(String name) {
      this.name = name;
    }

    void add(double probability, int state, double reward) {
      sum += probability;
      if (!(probability > 0 && probability <= 1 + TOLERANCE)) {
        report("the probability " + probability, "give probabilities above 0 and at most 1");
      } else if (state < 0 || state >= states) {
        report("state %d of %d".formatted(state, states), "give states from 0 to states() − 1");
      } else if (!Double.isFinite(reward)) {
        report("the reward " + reward, "give finite rewards");
      }
    }

    private void report(String value, String fix) {
      proper = false;
      exam.error("%s gives %s".formatted(name, value), fix);
    }

    boolean isProper(boolean mayBeEmpty) {
      if (proper && Math.abs(sum - 1) > TOLERANCE && !(mayBeEmpty && sum == 0)) {
        report(
            "probabilities that sum to " + sum,
            "let the probabilities of one state and action sum to 1");
      }
      return proper;
    }
  }
}
