package org.palaestra.environments.bandit;

import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/**
 * What bandits share: a reward is the mean of the arm that was pulled plus a standard normal
 * number. The process never ends and there is nothing to see but that.
 */
abstract class ArmedBandit
    implements DiscreteEnvironment, Restorable, Measured, Playable, Viewable {

  private static final int MOST_ARMS = 1000;
  private static final Discrete NOTHING = new Discrete(1);

  /** The arms' means. */
  final double[] means; // [arms]

  private final String name;
  private final Discrete actions;
  private int pulled = -1;
  private double reward;
  private double regret;
  private boolean begun;

  ArmedBandit(String name, int arms) {
    this.name = name;
    actions = new Discrete(arms);
    means = new double[arms];
  }

  static void checkArms(int arms) {
    if (arms < 1 || arms > MOST_ARMS) {
      throw new IllegalArgumentException("arms must be from 1 to " + MOST_ARMS + ", got " + arms);
    }
  }

  /** Sets the means with which an episode begins. */
  abstract void begin(RandomGenerator random);

  /** Changes the means after an arm was pulled. */
  abstract void drift(RandomGenerator random);

  @Override
  public final Discrete observationSpace() {
    return NOTHING;
  }

  @Override
  public final Discrete actionSpace() {
    return actions;
  }

  @Override
  public final void reset(RandomGenerator random) {
    begin(random);
    pulled = -1;
    reward = 0;
    regret = 0;
    begun = true;
  }

  @Override
  public final double step(int action, RandomGenerator random) {
    if (!begun) {
      throw new NoEpisodeException(name);
    }
    if (action < 0 || action >= means.length) {
      throw new IllegalArgumentException(
          "action must be from 0 to " + (means.length - 1) + ", got " + action);
    }
    pulled = action;
    reward = means[action] + random.nextGaussian();
    regret = means[best()] - means[action];
    drift(random);
    return reward;
  }

  /** The first arm with the highest mean. */
  private int best() {
    int best = 0;
    for (int i = 1; i < means.length; i++) {
      if (means[i] > means[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public final boolean terminated() {
    return false;
  }

  @Override
  public final void observe(float[] out, int offset) {
    out[offset] = 0;
  }

  @Override
  public final int stateSize() {
    return means.length + 3;
  }

  /**
   * Writes the means, the arm that was pulled last (−1 before the first), its reward and regret.
   */
  @Override
  public final int save(double[] out) {
    System.arraycopy(means, 0, out, 0, means.length);
    out[means.length] = pulled;
    out[means.length + 1] = reward;
    out[means.length + 2] = regret;
    return stateSize();
  }

  @Override
  public final void restore(double[] state, int length) {
    if (length != stateSize()) {
      throw new IllegalArgumentException(
          "%s has a state of %d values, the means, the last arm, its reward and regret, got %d"
              .formatted(name, stateSize(), length));
    }
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(state[i])) {
        throw new IllegalArgumentException(
            "%s: value %d of the state must be finite, got %s".formatted(name, i, state[i]));
      }
    }
    double last = state[means.length];
    if (last != (int) last || last < -1 || last >= means.length) {
      throw new IllegalArgumentException(
          "%s: the last arm must be a whole number from -1 to %d, got %s"
              .formatted(name, means.length - 1, last));
    }
    System.arraycopy(state, 0, means, 0, means.length);
    pulled = (int) last;
    reward = state[means.length + 1];
    regret = state[means.length + 2];
    begun = true;
  }

  /**
   * Gives the best arm and its mean as they are now, and of the last step the regret: how much
   * lower the mean of the pulled arm was than that of the best one; 0 before the first step.
   */
  @Override
  public final void measure(Sink sink) {
    int best = best();
    sink.measure("optimal-arm", best);
    sink.measure("optimal-mean", means[best]);
    sink.measure("regret", regret);
  }

  @Override
  public final String actionName(int action) {
    return "arm " + (action + 1);
  }

  @Override
  public final void paint(Canvas canvas) {
    BanditScene.paint(canvas, means, best(), pulled, reward);
  }
}
