package org.palaestra.playback;

import java.util.function.BooleanSupplier;

/**
 * Decides how many steps are due. It keeps no clock but is told how much time went by, so that the
 * same times give the same steps.
 *
 * <p>Time is gathered at the chosen speed and spent step by step. When the steps of one turn take
 * longer than they may, what is left is dropped: a slow environment runs slower instead of falling
 * ever further behind. So is most of a long gap, such as a laptop's sleep.
 */
public final class Pacer {

  /** Steps a second at speed 1 where nothing else is said. */
  public static final double DEFAULT_RATE = 30;

  /** The longest gap that counts, in seconds. */
  static final double LONGEST_GAP = 0.1;

  private static final int SLOWEST = -3;
  private static final int FASTEST = 6;

  private final double stepTime;
  private double gathered;
  private int exponent;
  private boolean paused;

  /**
   * At speed 1, not paused.
   *
   * @param stepsPerSecond steps a second at speed 1
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Pacer(double stepsPerSecond) {
    if (!(stepsPerSecond > 0 && Double.isFinite(stepsPerSecond))) {
      throw new IllegalArgumentException("steps per second must be above 0, got " + stepsPerSecond);
    }
    stepTime = 1 / stepsPerSecond;
  }

  /**
   * Does what is due.
   *
   * @param elapsed seconds since the last turn; nothing is due while paused
   * @param step does one step
   * @param mayGoOn whether there is time for another
   * @return how many steps were done
   */
  public int advance(double elapsed, Runnable step, BooleanSupplier mayGoOn) {
    if (paused) {
      return 0;
    }
    gathered += Math.min(elapsed, LONGEST_GAP) * speed();
    int steps = 0;
    while (gathered >= stepTime && mayGoOn.getAsBoolean()) {
      gathered -= stepTime;
      steps++;
      step.run();
    }
    if (gathered >= stepTime) {
      gathered = 0;
    }
    return steps;
  }

  /** Seconds until a step is due; infinite while paused. */
  public double untilDue() {
    return paused ? Double.POSITIVE_INFINITY : Math.max(0, stepTime - gathered) / speed();
  }

  /**
   * Puts the next step off, so that the last one is seen.
   *
   * @param seconds how long at speed 1 and below; higher speeds shorten it
   */
  public void linger(double seconds) {
    gathered -= seconds * Math.min(1, speed());
  }

  /** Forgets the time gathered, for a new beginning. */
  public void clear() {
    gathered = 0;
  }

  /** Simulated seconds for each real one: a power of two from ⅛ to 64. */
  public double speed() {
    return Math.scalb(1.0, exponent);
  }

  /** Doubles the speed, up to 64. */
  public void faster() {
    exponent = Math.min(FASTEST, exponent + 1);
  }

  /** Halves the speed, down to ⅛. */
  public void slower() {
    exponent = Math.max(SLOWEST, exponent - 1);
  }

  /** Whether time stands still. */
  public boolean paused() {
    return paused;
  }

  /** Stops time, or lets it go on. */
  public void pause(boolean paused) {
    this.paused = paused;
  }
}
