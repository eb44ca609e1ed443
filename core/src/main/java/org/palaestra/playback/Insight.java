package org.palaestra.playback;

import org.palaestra.agent.Explains;

/**
 * What an actor tells about a choice. The arrays belong to this record: read only.
 *
 * @param actionValues {@code [A]} value of each action; empty if untold
 * @param probabilities {@code [A]} probability of each action; empty if untold
 * @param stateValue value of the state; NaN if untold
 * @param chosen index of the action that was taken, or −1 if actions are continuous
 */
public record Insight(float[] actionValues, float[] probabilities, double stateValue, int chosen) {

  /** What {@code actor} tells about its last choice for copy 0. */
  static Insight of(Explains actor, int chosen) {
    Collector collector = new Collector();
    actor.explain(0, collector);
    return new Insight(
        collector.actionValues, collector.probabilities, collector.stateValue, chosen);
  }

  private static final class Collector implements Explains.Explanation {

    private float[] actionValues = {};
    private float[] probabilities = {};
    private double stateValue = Double.NaN;

    @Override
    public void actionValues(float[] values) {
      actionValues = values.clone();
    }

    @Override
    public void probabilities(float[] probabilities) {
      this.probabilities = probabilities.clone();
    }

    @Override
    public void stateValue(double value) {
      stateValue = value;
    }
  }
}
