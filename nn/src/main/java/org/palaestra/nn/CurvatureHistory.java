package org.palaestra.nn;

import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The last few steps s and the changes y of the gradient over them, in a ring that is allocated
 * once, and what they say of the inverse of the curvature (Nocedal and Wright, 2006, algorithm
 * 7.4).
 */
final class CurvatureHistory implements Stateful {

  /** One more than are remembered, for the one that is being written. */
  private final double[][] s;

  private final double[][] y;
  private final double[] products; // s · y
  private final double[] factors;
  private int next;
  private int count;

  /**
   * @param memory how many are remembered, at least 1
   * @param size numbers of a step
   */
  CurvatureHistory(int memory, int size) {
    s = new double[memory + 1][size];
    y = new double[memory + 1][size];
    products = new double[memory + 1];
    factors = new double[memory];
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    count = 0;
  }

  /** Where the next step is to be written. */
  double[] nextStep() {
    return s[next];
  }

  /** Where the next change of the gradient is to be written. */
  double[] nextChange() {
    return y[next];
  }

  /** Remembers what was written, if the curvature along it is clearly positive. */
  void remember() {
    double product = dot(s[next], y[next]);
    if (product > 1e-10 * length(s[next]) * length(y[next])) {
      products[next] = product;
      next = (next + 1) % s.length;
      count = Math.min(count + 1, factors.length);
    }
  }

  /** Multiplies {@code q} by the inverse of the curvature, by the two loops. */
  void multiply(double[] q) {
    for (int k = 0; k < count; k++) {
      int slot = slot(k);
      factors[k] = dot(s[slot], q) / products[slot];
      add(q, -factors[k], y[slot]);
    }
    if (count > 0) {
      int newest = slot(0);
      double scale = products[newest] / dot(y[newest], y[newest]);
      for (int i = 0; i < q.length; i++) {
        q[i] = scale * q[i];
      }
    }
    for (int k = count - 1; k >= 0; k--) {
      int slot = slot(k);
      double b = dot(y[slot], q) / products[slot];
      add(q, factors[k] - b, s[slot]);
    }
  }

  /** Where the k-th lies, the newest being 0. */
  private int slot(int k) {
    return Math.floorMod(next - 1 - k, s.length);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  @Override
  public void save(StateWriter out) {
    out.integer("changes", count);
    for (int k = 0; k < count; k++) {
      out.doubles("s/" + k, s[slot(k)]);
      out.doubles("y/" + k, y[slot(k)]);
    }
  }

  @Override
  public void restore(StateReader in) {
    long changes = in.integer("changes");
    if (changes < 0 || changes > factors.length) {
      throw new MismatchException(
          "the file holds %d changes of L-BFGS, which remembers %d"
              .formatted(changes, factors.length));
    }
    count = (int) changes;
    next = 0;
    for (int k = 0; k < count; k++) {
      int slot = slot(k);
      in.doubles("s/" + k, s[slot]);
      in.doubles("y/" + k, y[slot]);
      products[slot] = dot(s[slot], y[slot]);
    }
  }
}
