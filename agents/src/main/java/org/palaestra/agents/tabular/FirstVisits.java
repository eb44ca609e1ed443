package org.palaestra.agents.tabular;

import org.palaestra.agents.Stretch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * First-visit Monte Carlo (Sutton and Barto, 2018, section 5.1): the returns that followed the
 * first visit of each entry of a table in an episode, averaged.
 */
final class FirstVisits implements Stateful {

  /** Takes an entry's new target and the step size with which to go there. */
  @FunctionalInterface
  interface Update {
    void move(int entry, float target, float alpha);
  }

  private final Average average;
  private final double gamma;
  private final float[] returns; // of the entries of one episode
  private final boolean[] done;
  private final int[] counts; // of episodes; empty if the average does not need them

  FirstVisits(int entries, Average average, double gamma) {
    this.average = average;
    this.gamma = gamma;
    returns = new float[entries];
    done = new boolean[entries];
    counts = new int[average == Average.ALL ? entries : 0];
  }

  /**
   * Learns from a whole episode, and clears it.
   *
   * @param future what is expected beyond its end, 0 if it terminated
   */
  void learn(Stretch episode, float future, float alpha, Update update) {
    double g = future;
    for (int t = episode.size() - 1; t >= 0; t--) {
      g = episode.reward(t) + gamma * g;
      // The first visit comes last here and stays.
      returns[episode.at(t)] = (float) g;
      done[episode.at(t)] = false;
    }
    for (int t = 0; t < episode.size(); t++) {
      int entry = episode.at(t);
      if (!done[entry]) {
        done[entry] = true;
        update.move(entry, returns[entry], average == Average.ALL ? 1f / ++counts[entry] : alpha);
      }
    }
    episode.clear();
  }

  @Override
  public void save(StateWriter out) {
    out.ints("counts", counts);
  }

  @Override
  public void restore(StateReader in) {
    in.ints("counts", counts);
  }
}
