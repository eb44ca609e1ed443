package org.palaestra.nn;

/**
 * A step length that satisfies the strong Wolfe conditions: a sufficient decrease (Armijo) and a
 * slope that is flat enough (Nocedal and Wright, "Numerical optimization", 2006, algorithms 3.5 and
 * 3.6), with safeguarded cubic interpolation.
 */
final class LineSearch {

  /** A function of the step length. */
  interface Line {

    /** Goes to {@code t}, so that the other two speak of it. */
    void go(double t);

    /** Its value. */
    double value();

    /** Its derivative. */
    double slope();
  }

  /** A step length that was tried. */
  private static final class Trial {
    double t;
    double value;
    double slope;

    void set(double length, double itsValue, double itsSlope) {
      t = length;
      value = itsValue;
      slope = itsSlope;
    }
  }

  /** Part of the decrease that the slope at 0 promises which is enough. */
  private static final double DECREASE = 1e-4;

  /** Part of the slope at 0 that may remain; for quasi-Newton directions. */
  private static final double CURVATURE = 0.9;

  private static final int MOST_TRIALS = 30;

  private final Line line;
  private final Trial start = new Trial();

  /**
   * Both ends of an interval and a length within, taken in turn, so that a search allocates none.
   */
  private final Trial[] slots = {new Trial(), new Trial(), new Trial()};

  private int trials;

  /** Along {@code line}, as often as one likes. */
  LineSearch(Line line) {
    this.line = line;
  }

  /**
   * Searches, and leaves the line at the length that it returns.
   *
   * @param value the line's value at 0
   * @param slope the line's derivative at 0, negative
   * @param first the length to try first, above 0
   * @return the length; 0 if no length was found that lowers the value
   */
  double search(double value, double slope, double first) {
    start.set(0, value, slope);
    trials = 0;
    Trial found = bracket(first);
    double t = found.value < value ? found.t : 0;
    line.go(t);
    return t;
  }

  private Trial bracket(double first) {
    Trial before = start;
    double t = first;
    while (trials < MOST_TRIALS) {
      Trial now = trial(t, before, before);
      if (tooHigh(now) || (before.t > 0 && now.value >= before.value)) {
        return zoom(before, now);
      }
      if (flat(now)) {
        return now;
      }
      if (now.slope >= 0) {
        return zoom(now, before);
      }
      before = now;
      t *= 2;
    }
    return before;
  }

  /**
   * Narrows an interval that holds acceptable lengths.
   *
   * @param low its end with the lower value
   */
  private Trial zoom(Trial low, Trial high) {
    while (trials < MOST_TRIALS) {
      double width = high.t - low.t;
      if (Math.abs(width) <= 1e-12 * Math.max(low.t, high.t)) {
        break;
      }
      Trial now = trial(between(low, high), low, high);
      if (tooHigh(now) || now.value >= low.value) {
        high = now;
      } else if (flat(now)) {
        return now;
      } else {
        if (now.slope * width >= 0) {
          high = low;
        }
        low = now;
      }
    }
    return low;
  }

  /** Tries a length, and keeps what comes of it in a slot that neither of two others has. */
  private Trial trial(double t, Trial kept, Trial alsoKept) {
    trials++;
    line.go(t);
    Trial trial = slots[0];
    for (int i = 1; trial == kept || trial == alsoKept; i++) {
      trial = slots[i];
    }
    trial.set(t, line.value(), line.slope());
    return trial;
  }

  /** Whether the decrease is not sufficient; so it is where the value is no number. */
  private boolean tooHigh(Trial now) {
    return !(now.value <= start.value + DECREASE * now.t * start.slope);
  }

  private boolean flat(Trial now) {
    return Math.abs(now.slope) <= -CURVATURE * start.slope;
  }

  /**
   * The minimum of the cubic through values and slopes of both ends, or the middle where that is
   * too near an end.
   */
  private static double between(Trial a, Trial b) {
    double width = b.t - a.t;
    double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t);
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - a.slope * b.slope), width);
    double t = b.t - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
    double part = (t - a.t) / width;
    return part >= 0.1 && part <= 0.9 ? t : a.t + width / 2;
  }
}
