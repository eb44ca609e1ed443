package org.palaestra.agents.value;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The exploring actions of N copies, each kept for a stretch of steps: n of them with probability
 * proportional to n^−μ, up to a longest. A stretch ends early with its episode, and where its
 * action is not allowed.
 */
final class ExploringStretches implements Stateful {

  private final double[] upTo; // [longest] of i, how likely a stretch of at most i + 1 steps is
  private final int[] actions; // [N]
  private final int[] left; // [N] steps for which the action is kept yet

  /** None has begun. */
  ExploringStretches(int copies, int longest, double mu) {
    actions = new int[copies];
    left = new int[copies];
    upTo = new double[longest];
    double sum = 0;
    for (int n = 1; n <= longest; n++) {
      sum += StrictMath.pow(n, -mu);
      upTo[n - 1] = sum;
    }
    for (int i = 0; i < longest; i++) {
      upTo[i] /= sum;
    }
  }

  /** Whether a copy is within a stretch. */
  boolean goesOn(int copy, StepBatch now, int count) {
    if (now.starts[copy] || !allowed(now, copy * count + actions[copy])) {
      left[copy] = 0;
    }
    return left[copy] > 0;
  }

  private static boolean allowed(StepBatch now, int action) {
    return now.allowed.length == 0 || now.allowed[action];
  }

  /** The action of the stretch that goes on, or else of a new one. */
  int action(int copy, StepBatch now, int count, RandomGenerator random) {
    if (left[copy] == 0) {
      actions[copy] = Greedy.any(count, now.allowed, copy * count, random);
      left[copy] = upTo.length == 1 ? 1 : length(random.nextDouble());
    }
    left[copy]--;
    return actions[copy];
  }

  /**
   * The length of a stretch.
   *
   * @param uniform from [0, 1)
   */
  int length(double uniform) {
    int place = Arrays.binarySearch(upTo, uniform);
    return (place < 0 ? ~place : place + 1) + 1;
  }

  /** Nothing where every stretch is one step. */
  @Override
  public void save(StateWriter out) {
    if (upTo.length > 1) {
      out.ints("actions", actions);
      out.ints("left", left);
    }
  }

  @Override
  public void restore(StateReader in) {
    if (upTo.length > 1) {
      in.ints("actions", actions);
      in.ints("left", left, 0, upTo.length);
    }
  }
}
