package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.softmax;
import static org.palaestra.nn.Functions.timesRow;

import org.palaestra.nn.Tensor;

/** The values that a categorical distribution of returns can take: Z of them, Δ apart. */
final class Support {

  final int atoms; // Z
  private final float low;
  private final float scale; // 1 / Δ
  private final float[] z; // [Z]

  Support(Atoms settings) {
    atoms = settings.count();
    double delta = (settings.high() - settings.low()) / (atoms - 1);
    low = (float) settings.low();
    scale = (float) (1 / delta);
    z = new float[atoms];
    for (int i = 0; i < atoms; i++) {
      z[i] = (float) (settings.low() + i * delta);
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
    float last = atoms - 1;
    for (int j = 0; j < atoms; j++) {
      float b = (reward + discount * z[j] - low) * scale; // in atoms from the lowest
      b = b < 0 ? 0 : b > last ? last : b;
      int lower = Math.min((int) b, atoms - 2);
      float above = p[from + j] * (b - lower);
      m[to + lower] += p[from + j] - above;
      m[to + lower + 1] += above;
    }
  }
}
