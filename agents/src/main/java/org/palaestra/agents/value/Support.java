package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.softmax;
import static org.palaestra.nn.Functions.timesRow;

import org.palaestra.nn.Tensor;

/** The values that a categorical distribution of returns can take: Z of them, Δ apart. */
final class Support {

  final int atoms; // Z
  private final double low;
  private final double high;
  private final double delta; // Δ
  private final float[] z; // [Z]

  Support(Atoms settings) {
    atoms = settings.count();
    low = settings.low();
    high = settings.high();
    delta = (high - low) / (atoms - 1);
    z = new float[atoms];
    for (int i = 0; i < atoms; i++) {
      z[i] = (float) (low + i * delta);
    }
  }

  float value(int atom) {
    return z[atom];
  }

  /** Logits {@code [B, A · Z]} as probabilities {@code [B, A, Z]}. */
  Tensor probabilities(Tensor logits) {
    return softmax(reshape(logits, logits.extent(0), logits.extent(1) / atoms, atoms));
  }

  /** Probabilities {@code [B, A, Z]} as expected values {@code [B, A]}. */
  Tensor mean(Tensor probabilities) {
    Tensor values = probabilities.graph().input(atoms);
    values.set(z);
    return rowSums(timesRow(probabilities, values));
  }

  /**
   * The distribution of R + γⁿ z, each atom's probability shared out between the two atoms that its
   * value comes to lie between; beyond the ends it goes to the end.
   *
   * @param p holds the probabilities of z at {@code from …}
   * @param discount γⁿ, 0 without a future
   * @param m receives the distribution at {@code to …}
   */
  void project(float[] p, int from, float reward, float discount, float[] m, int to) {
    java.util.Arrays.fill(m, to, to + atoms, 0);
    for (int j = 0; j < atoms; j++) {
      double moved = reward + (double) discount * z[j];
      double b = (Math.max(low, Math.min(high, moved)) - low) / delta;
      int lower = (int) Math.min(b, atoms - 2);
      double above = b - lower;
      m[to + lower] += (float) (p[from + j] * (1 - above));
      m[to + lower + 1] += (float) (p[from + j] * above);
    }
  }
}
