package org.palaestra.nn;

/**
 * A learning rate that depends on how many steps (or epochs) were taken.
 *
 * <pre>{@code
 * LearningRate rate = new LearningRate.WarmUp(500, new LearningRate.Cosine(1e-3, 0, 10_000));
 * optimiser.step(rate.at(step++));
 * }</pre>
 */
public sealed interface LearningRate {

  /**
   * The rate of one step.
   *
   * @param step steps that were taken before it, at least 0
   */
  double at(long step);

  /**
   * The same throughout.
   *
   * @param rate at least 0
   */
  record Constant(double rate) implements LearningRate {

    /** Checks the rate. */
    public Constant {
      Checks.atLeastZero("rate", rate);
    }

    @Override
    public double at(long step) {
      return rate;
    }
  }

  /**
   * Along a straight line, and then as at its end.
   *
   * @param from rate of step 0
   * @param to rate of step {@code steps} and later
   * @param steps at least 1
   */
  record Linear(double from, double to, long steps) implements LearningRate {

    /** Checks the rates and the length. */
    public Linear {
      Checks.atLeastZero("from", from);
      Checks.atLeastZero("to", to);
      length(steps);
    }

    @Override
    public double at(long step) {
      return step >= steps ? to : from + (to - from) * ((double) step / steps);
    }
  }

  /**
   * Multiplied by a factor now and then: rate · factor^⌊step / every⌋.
   *
   * @param rate at first
   * @param factor from above 0 to 1
   * @param every steps between two changes, at least 1
   */
  record Step(double rate, double factor, long every) implements LearningRate {

    /** Checks the ranges. */
    public Step {
      Checks.atLeastZero("rate", rate);
      decay(factor);
      length(every);
    }

    @Override
    public double at(long step) {
      long changes = step / every;
      return rate * StrictMath.pow(factor, (double) changes);
    }
  }

  /**
   * Multiplied by a factor at every step: rate · factor^step.
   *
   * @param rate at first
   * @param factor from above 0 to 1
   */
  record Exponential(double rate, double factor) implements LearningRate {

    /** Checks the ranges. */
    public Exponential {
      Checks.atLeastZero("rate", rate);
      decay(factor);
    }

    @Override
    public double at(long step) {
      return rate * StrictMath.pow(factor, (double) step);
    }
  }

  /**
   * Along half a cosine (Loshchilov and Hutter, "SGDR", 2017, without restarts), and then as at its
   * end: to + (from − to)(1 + cos(π step / steps)) / 2.
   *
   * @param from rate of step 0
   * @param to rate of step {@code steps} and later
   * @param steps at least 1
   */
  record Cosine(double from, double to, long steps) implements LearningRate {

    /** Checks the rates and the length. */
    public Cosine {
      Checks.atLeastZero("from", from);
      Checks.atLeastZero("to", to);
      length(steps);
    }

    @Override
    public double at(long step) {
      if (step >= steps) {
        return to;
      }
      return to + (from - to) * (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
    }
  }

  /**
   * Grows along a straight line to what another schedule begins with (Goyal et al., "Accurate,
   * large minibatch SGD", 2017): the first of n steps takes 1/n of it, the n-th all of it. The
   * other schedule's step 0 is the one after these.
   *
   * @param steps at least 1
   * @param then the other schedule
   */
  record WarmUp(long steps, LearningRate then) implements LearningRate {

    /** Checks the length. */
    public WarmUp {
      length(steps);
    }

    @Override
    public double at(long step) {
      return step < steps ? then.at(0) * ((double) (step + 1) / steps) : then.at(step - steps);
    }
  }

  private static void length(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a number of steps must be at least 1, got " + steps);
    }
  }

  private static void decay(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor must be in (0, 1], got " + factor);
    }
  }
}
