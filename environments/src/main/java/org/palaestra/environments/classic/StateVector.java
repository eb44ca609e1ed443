package org.palaestra.environments.classic;

import java.util.List;

/** Checks what a restorable environment is given, before it takes over any of it. */
record StateVector(String environment, List<String> names) {

  int size() {
    return names.size();
  }

  /**
   * Accepts a state of the right length whose values are all finite, as floats too, since they are
   * observed as such.
   *
   * @throws IllegalArgumentException if it is not, naming the value
   */
  void check(double[] state, int length) {
    if (length != names.size()) {
      throw new IllegalArgumentException(
          "%s has a state of %d values (%s), got %d"
              .formatted(environment, names.size(), String.join(", ", names), length));
    }
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite((float) state[i])) {
        throw new IllegalArgumentException(
            "%s: the %s (state[%d]) must be finite, got %s"
                .formatted(environment, names.get(i), i, state[i]));
      }
    }
  }
}
