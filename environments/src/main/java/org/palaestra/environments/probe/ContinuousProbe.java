package org.palaestra.environments.probe;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.view.Canvas;

/** A probe of one step that is rewarded for an action close to a target. */
abstract class ContinuousProbe implements ContinuousEnvironment, Restorable, Measured, Viewable {

  private static final Box NUMBER = Box.of(-1, 1, 1);

  private final String name;
  private final String title;
  private final float[] cues;

  // After the end, the cue that was shown and the action that was taken stay for the picture.
  private float cue;
  private float action;
  private boolean ended;
  private boolean begun;

  /**
   * With its cues.
   *
   * @param name for messages
   * @param title what is painted above it
   * @param cues what may be observed, each equally likely
   */
  ContinuousProbe(String name, String title, float... cues) {
    this.name = name;
    this.title = title;
    this.cues = cues.clone();
    cue = cues[0];
  }

  /** The best action. */
  abstract double target(double cue);

  @Override
  public final Box observationSpace() {
    return NUMBER;
  }

  @Override
  public final Box actionSpace() {
    return NUMBER;
  }

  @Override
  public final void reset(RandomGenerator random) {
    cue = cues.length == 1 ? cues[0] : cues[random.nextInt(cues.length)];
    action = 0;
    ended = false;
    begun = true;
  }

  @Override
  public final double step(float[] given, int offset, RandomGenerator random) {
    if (!begun || ended) {
      throw new NoEpisodeException(name);
    }
    float value = given[offset];
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("action must be a finite number, got " + value);
    }
    action = Math.max(-1, Math.min(1, value));
    ended = true;
    return reward(action);
  }

  final double reward(double taken) {
    double miss = taken - target(cue);
    return -(miss * miss);
  }

  @Override
  public final boolean terminated() {
    return ended;
  }

  @Override
  public final void observe(float[] out, int offset) {
    out[offset] = ended ? 0 : cue;
  }

  @Override
  public final int stateSize() {
    return 3;
  }

  /** Writes the cue, the action that was taken, 0 before, and 1 after the end, 0 before. */
  @Override
  public final int save(double[] out) {
    out[0] = cue;
    out[1] = action;
    out[2] = ended ? 1 : 0;
    return 3;
  }

  @Override
  public final void restore(double[] state, int length) {
    if (length != 3) {
      throw new IllegalArgumentException(
          name + " has a state of 3 values (cue, action, ended), got " + length);
    }
    boolean known = false;
    for (float possible : cues) {
      known |= possible == state[0];
    }
    if (!known) {
      throw new IllegalArgumentException(name + " has no cue " + state[0] + " (state[0])");
    }
    if (!(Math.abs(state[1]) <= 1)) {
      throw new IllegalArgumentException(
          name + ": the action (state[1]) must be in [−1, 1], got " + state[1]);
    }
    if (state[2] != 0 && state[2] != 1) {
      throw new IllegalArgumentException(
          name + ": the end (state[2]) must be 0 or 1, got " + state[2]);
    }
    cue = (float) state[0];
    action = (float) state[1];
    ended = state[2] == 1;
    begun = true;
  }

  /** Gives the best action, and how far the one that was taken lies from it, 0 before. */
  @Override
  public final void measure(Sink sink) {
    sink.measure("best-action", target(cue));
    sink.measure("miss", ended ? action - target(cue) : 0);
  }

  @Override
  public final void paint(Canvas canvas) {
    ContinuousScene.paint(canvas, this, title, cue, ended, action);
  }
}
