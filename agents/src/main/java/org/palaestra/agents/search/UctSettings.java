package org.palaestra.agents.search;

import org.palaestra.settings.Ranges;

/**
 * What can be changed of UCT.
 *
 * @param simulations simulations before each step, from 1 to 1000000
 * @param exploration c of UCB1, at least 0, for returns that are scaled to [0, 1] by those seen
 * @param depth steps that a simulation looks ahead at most, tree and random play together, from 1
 *     to 100000
 * @param discount γ, from 0 to 1
 * @param reuse whether what was learned about the state that was reached is kept for the next step
 * @param nodes states that a tree holds at most, from 1 to 10000000; there is a tree for each copy,
 *     and beyond this many only random play follows
 */
public record UctSettings(
    int simulations, double exploration, int depth, double discount, boolean reuse, int nodes) {

  /** Checks the ranges. */
  public UctSettings {
    range("simulations", 1_000_000, simulations);
    Ranges.notNegative("exploration", exploration);
    range("depth", 100_000, depth);
    Ranges.unit("discount", discount);
    range("nodes", 10_000_000, nodes);
  }

  private static void range(String name, int most, int value) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be from 1 to %d, got %d".formatted(name, most, value));
    }
  }

  /**
   * UCB1 with its own constant for returns in [0, 1], √2 (Auer, Cesa-Bianchi and Fischer, 2002);
   * budgets of our own, untuned.
   */
  static UctSettings standard() {
    return new UctSettings(200, Math.sqrt(2), 100, 0.99, true, 10_000);
  }
}
