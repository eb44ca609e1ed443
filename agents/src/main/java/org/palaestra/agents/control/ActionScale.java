package org.palaestra.agents.control;

import org.palaestra.space.Box;

/** Between actions in the space's own units and those of networks, which lie in [−1, 1]. */
final class ActionScale {

  private final float[] centre; // [A]
  private final float[] half; // [A]
  private final float[] low;
  private final float[] high;

  /** For a space with finite bounds. */
  ActionScale(Box space) {
    low = space.low();
    high = space.high();
    centre = new float[low.length];
    half = new float[low.length];
    for (int i = 0; i < low.length; i++) {
      centre[i] = (low[i] + high[i]) / 2;
      half[i] = (high[i] - low[i]) / 2;
    }
  }

  /** A. */
  int width() {
    return low.length;
  }

  /** One action of a network at {@code from} as one of the environment at {@code to}. */
  void send(float[] action, int from, float[] out, int to) {
    for (int i = 0; i < low.length; i++) {
      float x = centre[i] + half[i] * action[from + i];
      out[to + i] = Math.max(low[i], Math.min(high[i], x));
    }
  }

  /** The other way round. */
  void receive(float[] sent, int from, float[] out, int to) {
    for (int i = 0; i < low.length; i++) {
      out[to + i] = half[i] == 0 ? 0 : (sent[from + i] - centre[i]) / half[i];
    }
  }
}
