package org.palaestra.app.diagnosis;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.environments.probe.ProbeTruncation;

/** From what failed and how to what is broken. */
final class Verdict {

  /** Two numbers are taken for the same if they are no farther apart. */
  private static final double SAME = 0.06;

  /** Targets of more steps than this are looked through for a stale network in vain. */
  private static final int MOST_STEPS = 5;

  /** A value less than this apart from nothing is no sign of anything. */
  private static final double LEAST_SIGNAL = 0.01;

  /** How much of a sign noise may be. */
  private static final double CLOSE = 0.4;

  private final Map<Probe, Examination> examined;
  private final double discount;
  private final Preference preference;
  private final LongEpisodes longEpisodes;
  private final FurtherSeeds furtherSeeds;

  Verdict(
      Map<Probe, Examination> examined,
      double discount,
      Preference preference,
      LongEpisodes longEpisodes,
      FurtherSeeds furtherSeeds) {
    this.examined = examined;
    this.discount = discount;
    this.preference = preference;
    this.longEpisodes = longEpisodes;
    this.furtherSeeds = furtherSeeds;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : Probe.values()) {
      Examination failed = failed(probe);
      if (failed != null) {
        Finding finding =
            failed.last().problem().isEmpty()
                ? find(failed)
                : new Finding(Fault.FAILS, probe, failed.last().problem());
        // What fails two probes for one reason is said once.
        if (findings.stream().noneMatch(earlier -> earlier.fault() == finding.fault())) {
          findings.add(finding);
        }
      }
    }
    return findings;
  }

  private @Nullable Examination failed(Probe probe) {
    Examination examination = examined.get(probe);
    return examination != null && examination.outcome() == Examination.Outcome.FAILED
        ? examination
        : null;
  }

  private Finding find(Examination failed) {
    if (failed.last().leak() > Interview.LEAK) {
      return new Finding(
          Fault.MEMORY_NOT_RESET,
          failed.probe(),
          text(
              "what was seen before an episode changes what it thinks of it, by up to %.4f",
              failed.last().leak()));
    }
    return switch (failed.probe()) {
      case CONSTANT -> constant(failed);
      case OBSERVATION -> observation(failed);
      case DELAY -> delay(failed);
      case TRUNCATION -> truncation(failed);
      case ACTION -> action(failed);
      case ACTION_OBSERVATION -> actionObservation(failed);
      case MEMORY -> memory(failed);
    };
  }

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(b));
  }

  private static String text(String format, Object... values) {
    return String.format(ROOT, format, values);
  }

  private static double value(Examination of, int state) {
    return of.last().states().get(state).value();
  }

  private Finding constant(Examination failed) {
    double v = value(failed, 0);
    double endless = Double.isNaN(discount) ? 2 : 1 / (1 - discount);
    // Past the end comes the same state again, or one of which nothing is known yet.
    if (v > 1 + 0.5 * (endless - 1)) {
      return new Finding(
          Fault.NO_BOOTSTRAP_MASK,
          failed.probe(),
          text("one reward of 1 before the end is valued at %.2f, as if more followed", v));
    }
    double before = failed.last().states().get(0).untrained();
    return new Finding(
        Fault.VALUE_NOT_LEARNED,
        failed.probe(),
        same(v, before)
            ? text("the value stays at %.2f, where it began", v)
            : text("the value went from %.2f to %.2f instead of 1", before, v));
  }

  private static Finding observation(Examination failed) {
    double low = value(failed, 0);
    double high = value(failed, 1);
    return new Finding(
        high < low - 0.5 ? Fault.ROWS_MIXED : Fault.OBSERVATION_IGNORED,
        failed.probe(),
        text("where −1 and 1 are earned it expects %.2f and %.2f", low, high));
  }

  private Finding delay(Examination failed) {
    double first = value(failed, 0);
    double second = value(failed, 1);
    if (second > 1 + failed.probe().tolerance(1, discount) && first > second * discount / 2) {
      return new Finding(
          Fault.NO_BOOTSTRAP_MASK,
          failed.probe(),
          text("the last step before the end is valued at %.2f instead of 1", second));
    }
    if (stale() || staleWithFurtherSeeds(failed.probe())) {
      return new Finding(Fault.STALE_TARGET, failed.probe(), staleness(failed));
    }
    if (Math.abs(first) < 0.4 * discount) {
      return new Finding(
          Fault.NO_BOOTSTRAP,
          failed.probe(),
          text("a step before a reward of 1 it expects %.2f instead of γ = %.2f", first, discount));
    }
    return new Finding(
        Fault.WRONG_DISCOUNT,
        failed.probe(),
        text("the value falls by a factor of %.2f a step; γ is %.2f", first / second, discount));
  }

  private static String staleness(Examination failed) {
    int next = failed.probe() == Probe.DELAY ? 1 : 0;
    return text(
        "it expects %.3f, as if what follows were still worth the %.3f that it was before learning",
        value(failed, 0), failed.last().states().get(next).untrained());
  }

  /**
   * Whether the trainings that failed came out as if what follows were still worth what it was
   * before any learning.
   */
  private boolean stale() {
    Map<Probe, List<Trial>> trials = new EnumMap<>(Probe.class);
    for (Probe each : List.of(Probe.DELAY, Probe.TRUNCATION)) {
      Examination failed = failed(each);
      if (failed != null) {
        trials.put(each, failed.trials());
      }
    }
    return stale(trials);
  }

  /**
   * Whether that comes out where so few trainings leave it open. Where the untrained networks tell
   * next to nothing, no training could show it, and none is made.
   */
  private boolean staleWithFurtherSeeds(Probe probe) {
    double most = later(probe, 1) * furtherSeeds.untrained(probe, known(probe), discount);
    return most > LEAST_SIGNAL && stale(Map.of(probe, furtherSeeds.trials(probe, discount)));
  }

  /** Whether so did all, for targets of some number of steps, and not by coming out as nothing. */
  private boolean stale(Map<Probe, List<Trial>> trials) {
    for (int n = 1; n <= MOST_STEPS; n++) {
      double squares = 0;
      double signals = 0;
      int count = 0;
      for (Map.Entry<Probe, List<Trial>> each : trials.entrySet()) {
        Probe probe = each.getKey();
        for (Trial trial : each.getValue()) {
          if (trial.states().isEmpty()) {
            return false;
          }
          double signal = later(probe, n) * untrained(probe, trial);
          double miss = trial.states().get(0).value() - rewards(probe, n) - signal;
          squares += miss * miss;
          signals += signal * signal;
          count++;
        }
      }
      boolean near = Math.sqrt(squares / count) < SAME;
      boolean told = signals / count > LEAST_SIGNAL * LEAST_SIGNAL;
      if (near && told && squares < CLOSE * CLOSE * signals) {
        return true;
      }
    }
    return false;
  }

  private static double untrained(Probe probe, Trial trial) {
    return trial.states().get(known(probe)).untrained();
  }

  /** The state that is bootstrapped from. */
  private static int known(Probe probe) {
    return probe == Probe.DELAY ? 1 : 0;
  }

  /** The weight of the value that is bootstrapped from, on average over an episode. */
  private double later(Probe probe, int n) {
    if (probe == Probe.DELAY) {
      return discount;
    }
    double sum = 0;
    for (int left = 1; left <= ProbeTruncation.TIME_LIMIT; left++) {
      sum += Math.pow(discount, Math.min(n, left));
    }
    return sum / ProbeTruncation.TIME_LIMIT;
  }

  /** What is earned before that. */
  private double rewards(Probe probe, int n) {
    return probe == Probe.DELAY ? 0 : (1 - later(probe, n)) / (1 - discount);
  }

  private Finding truncation(Examination failed) {
    double v = value(failed, 0);
    double truth = 1 / (1 - discount);
    if (v > truth) {
      return new Finding(
          Fault.VALUES_TOO_HIGH, failed.probe(), text("%.2f instead of %.2f", v, truth));
    }
    if (stale()) {
      return new Finding(Fault.STALE_TARGET, failed.probe(), staleness(failed));
    }
    if (failed(Probe.DELAY) == null) {
      double longer = longEpisodes.value();
      if (longer > (v + truth) / 2) {
        return new Finding(
            Fault.TRUNCATION_AS_TERMINATION,
            failed.probe(),
            text(
                "a reward for ever is valued at %.2f instead of %.2f, and at %.2f where episodes are"
                    + " longer",
                v, truth, longer));
      }
    }
    if (staleWithFurtherSeeds(failed.probe())) {
      return new Finding(Fault.STALE_TARGET, failed.probe(), staleness(failed));
    }
    return new Finding(
        Fault.NO_BOOTSTRAP,
        failed.probe(),
        text("a reward for ever is valued at %.2f instead of %.2f", v, truth));
  }

  private Finding action(Examination failed) {
    Trial.State state = failed.last().states().get(0);
    boolean right = failed.last().measures().get(0).right();
    float[] q = state.answer().actionValues();
    if (q.length == 2) {
      String told = text("actions that are worth −1 and 1 are valued at %.2f and %.2f", q[0], q[1]);
      boolean exchanged = q[0] > 0.5 && q[1] < -0.5;
      boolean known = q[0] < -0.5 && q[1] > 0.5;
      return new Finding(
          exchanged
              ? Fault.SWAPPED_ACTIONS
              : known && !right ? Fault.ACTS_AGAINST_VALUES : Fault.ACTION_VALUES_WRONG,
          failed.probe(),
          told);
    }
    double earned = failed.last().earned();
    if (failed.last().measures().get(0).truth() == 0.5) {
      return continuous(failed, state.action());
    }
    if (earned > 0.5) {
      return new Finding(
          Fault.SWAPPED_ACTIONS,
          failed.probe(),
          text(
              "while it learns it earns %.2f of 1, but its finished policy does the other",
              earned));
    }
    if (earned > -0.5) {
      return new Finding(
          Fault.POLICY_NOT_LEARNED,
          failed.probe(),
          text("it earns %.2f, where chance earns 0 and the best action 1", earned));
    }
    return preference.swaps()
        ? new Finding(
            Fault.SWAPPED_ACTIONS,
            failed.probe(),
            text(
                "it earns %.2f; of three actions it becomes sure of one that does not pay", earned))
        : new Finding(
            Fault.REVERSED_ADVANTAGE,
            failed.probe(),
            text("it earns %.2f: it has learned to choose the worst action", earned));
  }

  private static Finding continuous(Examination failed, double action) {
    String told = text("its action is %.2f, the best is 0.5", action);
    if (Math.abs(action + 0.5) < Probe.ACTION_TOLERANCE) {
      return new Finding(Fault.SWAPPED_ACTIONS, failed.probe(), told + ": the sign is turned");
    }
    return new Finding(
        action < -0.85 ? Fault.REVERSED_ADVANTAGE : Fault.POLICY_NOT_LEARNED,
        failed.probe(),
        action < -0.85 ? told + " and this the worst" : told);
  }

  private static Finding actionObservation(Examination failed) {
    double low = failed.last().states().get(0).action();
    double high = failed.last().states().get(1).action();
    return new Finding(
        high < low - 0.3 ? Fault.ROWS_MIXED : Fault.POLICY_IGNORES_OBSERVATION,
        failed.probe(),
        text("at −1 it does %.2f and at 1 it does %.2f", low, high));
  }

  private static Finding memory(Examination failed) {
    double right = failed.last().measures().get(0).measured();
    return new Finding(
        Fault.MEMORY_LOST,
        failed.probe(),
        text("it chooses rightly in %.0f %% of episodes", 100 * right));
  }
}
