package org.palaestra.agents;

import java.util.Arrays;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** Steps of one episode, one after another: which entry of a table each belongs to, its reward. */
public final class Stretch implements Stateful {

  private int[] at = new int[16]; // a ring, of a power of two
  private float[] rewards = new float[16];
  private int first;
  private int size;

  /** Empty ones, one a copy. */
  public static Stretch[] of(int copies) {
    Stretch[] all = new Stretch[copies];
    Arrays.setAll(all, copy -> new Stretch());
    return all;
  }

  private int place(int i) {
    return (first + i) & (at.length - 1);
  }

  /** How many steps there are. */
  public int size() {
    return size;
  }

  /** The entry of step {@code i}, 0 being the oldest. */
  public int at(int i) {
    return at[place(i)];
  }

  /** The reward of step {@code i}, 0 being the oldest. */
  public float reward(int i) {
    return rewards[place(i)];
  }

  /** Adds a step behind the others. */
  public void add(int entry, float reward) {
    if (size == at.length) {
      grow(2 * size);
    }
    int last = place(size);
    at[last] = entry;
    rewards[last] = reward;
    size++;
  }

  private void grow(int capacity) {
    int[] entries = new int[capacity];
    float[] grown = new float[capacity];
    for (int i = 0; i < size; i++) {
      entries[i] = at(i);
      grown[i] = reward(i);
    }
    at = entries;
    rewards = grown;
    first = 0;
  }

  /** Forgets the oldest step. */
  public void drop() {
    first = place(1);
    size--;
  }

  /** Forgets all. */
  public void clear() {
    first = 0;
    size = 0;
  }

  /** The rewards from the oldest step on, each discounted once more, and then the future. */
  public double discounted(double gamma, double future) {
    double sum = future;
    for (int i = size - 1; i >= 0; i--) {
      sum = reward(i) + gamma * sum;
    }
    return sum;
  }

  /** Saves those of all copies. */
  public static void save(Stretch[] all, StateWriter out) {
    for (int copy = 0; copy < all.length; copy++) {
      out.object("stretch" + copy, all[copy]);
    }
  }

  /**
   * Restores those of all copies.
   *
   * @param entries how many the table has
   */
  public static void restore(Stretch[] all, StateReader in, int entries) {
    for (int copy = 0; copy < all.length; copy++) {
      StateReader one = in.in("stretch" + copy);
      one.ints("at", new int[one.length("at")], 0, entries - 1);
      all[copy].restore(one);
    }
  }

  @Override
  public void save(StateWriter out) {
    int[] entries = new int[size];
    float[] sums = new float[size];
    for (int i = 0; i < size; i++) {
      entries[i] = at(i);
      sums[i] = reward(i);
    }
    out.ints("at", entries);
    out.floats("rewards", sums);
  }

  @Override
  public void restore(StateReader in) {
    int[] entries = new int[in.length("at")];
    float[] sums = new float[entries.length];
    in.ints("at", entries);
    in.floats("rewards", sums);
    clear();
    for (int i = 0; i < entries.length; i++) {
      add(entries[i], sums[i]);
    }
  }
}
