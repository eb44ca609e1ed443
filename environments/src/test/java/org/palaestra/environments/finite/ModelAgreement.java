package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.random.RandomStream;

/** Checks that a world steps as its model says. */
public final class ModelAgreement {

  private static final int SAMPLES = 4_000;

  private ModelAgreement() {}

  private record Outcome(int next, double reward, boolean terminated) {}

  /** Every state and action in which the process goes on, and the starts. */
  public static void check(FiniteMdp mdp, long seed) {
    RandomStream random = new RandomStream(seed);
    for (int state = 0; state < mdp.states(); state++) {
      restore(mdp, state);
      boolean ended = mdp.terminated();
      for (int action = 0; action < mdp.actionSpace().n(); action++) {
        if (!mdp.allowed(state, action)) {
          continue;
        }
        Map<Outcome, Double> model = model(mdp, state, action);
        assertThat(model.values().stream().mapToDouble(p -> p).sum())
            .as("sum of probabilities of action %s in state %s", action, state)
            .isCloseTo(1, within(1e-12));
        if (!ended) {
          compare(
              model,
              sampled(mdp, state, action, random),
              "action %d in state %d, seed %d".formatted(action, state, seed));
        }
      }
    }
    checkStarts(mdp, random);
  }

  private static Map<Outcome, Double> model(FiniteMdp mdp, int state, int action) {
    Map<Outcome, Double> model = new HashMap<>();
    mdp.successors(
        state,
        action,
        (probability, next, reward, terminated) -> {
          assertThat(probability).isPositive();
          model.merge(new Outcome(next, reward, terminated), probability, Double::sum);
        });
    return model;
  }

  private static Map<Outcome, Integer> sampled(
      FiniteMdp mdp, int state, int action, RandomStream random) {
    Map<Outcome, Integer> counts = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      restore(mdp, state);
      double reward = mdp.step(action, random);
      counts.merge(new Outcome(mdp.state(), reward, mdp.terminated()), 1, Integer::sum);
    }
    return counts;
  }

  private static void checkStarts(FiniteMdp mdp, RandomStream random) {
    Map<Integer, Double> model = new HashMap<>();
    mdp.initial((probability, state) -> model.merge(state, probability, Double::sum));
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      mdp.reset(random);
      counts.merge(mdp.state(), 1, Integer::sum);
    }
    compare(model, counts, "starts");
  }

  /** Every count lies within five standard deviations of its mean, and nothing else happened. */
  private static <T> void compare(Map<T, Double> model, Map<T, Integer> counts, String what) {
    assertThat(model.keySet()).as(what).containsAll(counts.keySet());
    model.forEach(
        (outcome, probability) -> {
          double mean = SAMPLES * probability;
          double deviation = Math.sqrt(mean * Math.max(0, 1 - probability));
          assertThat((double) counts.getOrDefault(outcome, 0))
              .as("%s: %s", what, outcome)
              .isCloseTo(mean, within(5 * deviation + 1e-6));
        });
  }

  private static void restore(FiniteMdp mdp, int state) {
    mdp.ability(Restorable.class).orElseThrow().restore(new double[] {state}, 1);
  }
}
