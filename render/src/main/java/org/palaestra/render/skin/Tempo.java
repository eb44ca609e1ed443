package org.palaestra.render.skin;

/**
 * Tells how far a step has got from the time that goes by between the window's frames. It only
 * follows: when the next step comes is decided elsewhere.
 *
 * <p>While paused, time goes on until the current step has been shown to its end: a single step is
 * seen as a movement, and everything rests after it. Steps that are too short to be seen are shown
 * done at once, so that nothing lags at high speed.
 */
public final class Tempo {

  /** Steps that take less are not spread over frames, in seconds. */
  static final double SHORTEST = 0.02;

  /** The longest that a movement takes, in seconds, however slowly steps follow. */
  static final double LONGEST = 0.25;

  private final double stepsPerSecond;
  private double phase = 1;

  /**
   * At rest.
   *
   * @param stepsPerSecond steps a second at speed 1
   */
  public Tempo(double stepsPerSecond) {
    this.stepsPerSecond = stepsPerSecond;
  }

  /**
   * A step has come.
   *
   * @param follows whether there is a way to it from what was shown before
   */
  public void turn(boolean follows) {
    // What the last step was shown too long belongs to this one, or else it falls behind.
    phase = follows ? Math.max(0, Math.min(0.5, phase - 1)) : 1;
  }

  /**
   * Time goes by.
   *
   * @param elapsed seconds since the last call
   * @param speed simulated seconds for each real one
   * @return how many seconds of the show go by: fewer at low speed, none while it rests
   */
  public double advance(double elapsed, boolean paused, double speed) {
    double stepTime = Math.min(LONGEST, 1 / (stepsPerSecond * speed));
    if (stepTime < SHORTEST) {
      phase = Math.max(phase, 1);
      return paused ? 0 : elapsed;
    }
    if (!paused) {
      phase += elapsed / stepTime;
      return elapsed * Math.min(1, speed);
    }
    double left = Math.max(0, 1 - phase);
    double spent = Math.min(elapsed / stepTime, left);
    phase = spent == left ? Math.max(1, phase) : phase + spent;
    return spent * stepTime * Math.min(1, speed);
  }

  /** How much of the step is over, from 0 to 1. */
  public double progress() {
    return Math.min(1, phase);
  }
}
