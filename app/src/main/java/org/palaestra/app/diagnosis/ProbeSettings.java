package org.palaestra.app.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Settings for tasks of one to ten steps. Defaults are for millions of steps: waiting for ten
 * thousand of them before the first update would make a diagnosis long and tell nothing. Each rule
 * goes by the name of a setting, whoever the agent is, and only towards less waiting; whatever a
 * person set stays.
 */
final class ProbeSettings {

  /**
   * γ where it can be set: the value of a reward for ever is 5, soon reached and far from others.
   */
  static final double DISCOUNT = 0.8;

  private record Rule(String suffix, DoubleUnaryOperator change) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("discount", x -> DISCOUNT),
          // What is waited for.
          new Rule("replay.batch", x -> Math.min(x, 32)),
          new Rule("replay.warmup", x -> Math.min(x, 64)),
          new Rule("replay.capacity", x -> Math.min(x, 2000)),
          new Rule("learning.every", x -> Math.min(x, 4)),
          new Rule("replay.every", x -> Math.min(x, 4)),
          new Rule("targetEvery", x -> Math.min(x, 25)),
          new Rule("rollout", x -> Math.min(x, 16)),
          new Rule("follow", x -> Math.max(x, 0.02)),
          // Rates that fall from a quick one, and chance enough to try everything.
          new Rule("rate.from", x -> Math.max(x, 2e-3)),
          new Rule("rate.to", x -> Math.min(x, 5e-4)),
          new Rule("rate.fraction", x -> 1),
          new Rule("actorRate.from", x -> Math.max(x, 2e-3)),
          new Rule("actorRate.fraction", x -> 1),
          new Rule("criticRate.from", x -> Math.max(x, 2e-3)),
          new Rule("criticRate.fraction", x -> 1),
          new Rule("exploration.to", x -> Math.max(x, 0.2)),
          new Rule("exploration.epsilon.to", x -> Math.max(x, 0.2)),
          // Where values may lie.
          new Rule("atoms.low", x -> -10),
          new Rule("atoms.high", x -> 10));

  private ProbeSettings() {}

  /**
   * What is changed for a probe.
   *
   * @param defaults every setting of the agent
   * @param given what a person set
   * @return changes that leave {@code given} as it is, by key
   */
  static Map<String, String> of(
      Probe probe, Map<String, String> defaults, Map<String, String> given) {
    Map<String, String> changes = new LinkedHashMap<>();
    defaults.forEach(
        (key, value) -> {
          if (!given.containsKey(key)) {
            change(probe, key, value, changes);
          }
        });
    return changes;
  }

  private static void change(Probe probe, String key, String value, Map<String, String> changes) {
    if (key.equals("average")) {
      changes.put(
          key, "recent"); // a mean of all returns never forgets the first, which knew no future
      return;
    }
    if (key.equals("normalise.rewards")) {
      changes.put(key, "false"); // values are compared in the units of the rewards
      return;
    }
    if (key.equals("initialValue") && probe == Probe.CONSTANT) {
      changes.put(key, "5"); // so that a table shows what it takes an end to be worth
      return;
    }
    for (Rule rule : RULES) {
      if (key.equals(rule.suffix) || key.endsWith("." + rule.suffix)) {
        try {
          double before = Double.parseDouble(value);
          double after = rule.change.applyAsDouble(before);
          if (after != before) {
            changes.put(key, text(after, value));
          }
        } catch (NumberFormatException e) {
          return; // another meaning under the same name
        }
        return;
      }
    }
  }

  private static String text(double number, String like) {
    boolean whole = number == Math.rint(number) && !like.contains(".");
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
