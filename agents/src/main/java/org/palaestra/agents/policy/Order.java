package org.palaestra.agents.policy;

import java.util.random.RandomGenerator;

/**
 * In which order the steps of a rollout are learned from: one by one, or in whole sequences, since
 * who remembers has to see what came before. Steps of sequences follow each other.
 */
final class Order {

  /** {@code [T N]} places in the rollout. */
  final int[] places;

  /** Steps of a sequence: 1 or T. */
  final int length;

  private final int[] firsts; // place of the first step of each sequence
  private final int copies;

  /**
   * Time by time, or sequence by sequence, until it is shuffled.
   *
   * @param whole whether all steps of a copy are one sequence
   */
  Order(int steps, int copies, boolean whole) {
    this.copies = copies;
    length = whole ? steps : 1;
    places = new int[Math.multiplyExact(steps, copies)];
    firsts = new int[places.length / length];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = i;
    }
    lay();
  }

  /** How many sequences there are: T N, or N. */
  int sequences() {
    return firsts.length;
  }

  /** Draws another order of the sequences, each as likely. */
  void shuffle(RandomGenerator random) {
    for (int i = 0; i < firsts.length; i++) {
      int j = random.nextInt(i + 1);
      firsts[i] = firsts[j];
      firsts[j] = i;
    }
    lay();
  }

  private void lay() {
    for (int i = 0; i < firsts.length; i++) {
      for (int t = 0; t < length; t++) {
        places[i * length + t] = firsts[i] + t * copies;
      }
    }
  }
}
