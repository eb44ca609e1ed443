package org.palaestra.environments.finite;

import java.util.StringJoiner;
import java.util.function.IntPredicate;

/** What a refused action is told: which ones are allowed instead. */
final class AllowedActions {

  private AllowedActions() {}

  /**
   * In words: {@code allowed are 0, 2 to 5}.
   *
   * @param actions how many there are, numbered from 0
   * @param allowed which of them may be chosen
   */
  static String describe(int actions, IntPredicate allowed) {
    StringJoiner ranges = new StringJoiner(", ", "allowed are ", "");
    ranges.setEmptyValue("none is allowed");
    for (int first = 0; first < actions; first++) {
      if (allowed.test(first)) {
        int last = first;
        while (last + 1 < actions && allowed.test(last + 1)) {
          last++;
        }
        ranges.add(first == last ? Integer.toString(first) : first + " to " + last);
        first = last;
      }
    }
    return ranges.toString();
  }
}
