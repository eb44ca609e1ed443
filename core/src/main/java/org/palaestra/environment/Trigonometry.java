package org.palaestra.environment;

/**
 * Sine and cosine that give the same bits on every machine and every Java, and faster than {@link
 * StrictMath} does.
 *
 * <p>{@link Math#sin} may differ between processors, so that dynamics which use it cannot be played
 * again elsewhere. Here are only additions, subtractions and multiplications of doubles, whose
 * results IEEE 754 fixes. Results lie within 1 ulp of the exact value up to {@value #WIDEST}
 * radians; wider angles, infinities and NaN are left to {@code StrictMath}, which is as exact and
 * as reproducible, but slow.
 *
 * <p>The method is Cody and Waite's ("Software Manual for the Elementary Functions", 1980): the
 * nearest multiple of π/2 is taken off in three parts, the first two short enough that their
 * products are exact, and a minimax polynomial covers what is left, at most π/4 to either side. The
 * polynomials were fitted for this class by Lawson's iteration, one coefficient after another, so
 * that later ones make up for the rounding of earlier ones; their errors stay below 2⁻⁵⁸ and 2⁻⁶⁴.
 */
public final class Trigonometry {

  /** The widest angle in radians that is computed here, to either side. */
  public static final double WIDEST = 131072;

  private static final double QUARTER_PI = 0x1.921fb54442d18p-1;
  private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /** π/2 in three parts, the first two of at most 36 bits: 2¹⁷ times either is still exact. */
  private static final double HALF_PI_HIGH = 0x1.921fb5444p0;

  private static final double HALF_PI_MIDDLE = 0x1.68c234c4cp-39;
  private static final double HALF_PI_LOW = 0x1.98a2e03707345p-77;

  /** Adding and subtracting it rounds to the nearest whole number. */
  private static final double ROUNDER = 0x1.8p52;

  /** Below, an angle is its own sine; this also keeps the sign of −0. */
  private static final double TINY = 0x1p-27;

  private static final double S1 = -0x1.5555555555549p-3;
  private static final double S2 = 0x1.111111110f8a8p-7;
  private static final double S3 = -0x1.a01a019c166f2p-13;
  private static final double S4 = 0x1.71de357b6c486p-19;
  private static final double S5 = -0x1.ae5e68df57dd2p-26;
  private static final double S6 = 0x1.5d93b7150d882p-33;

  private static final double C1 = 0x1.555555555554cp-5;
  private static final double C2 = -0x1.6c16c16c15222p-10;
  private static final double C3 = 0x1.a01a019cbfd3cp-16;
  private static final double C4 = -0x1.27e4f81317p-22;
  private static final double C5 = 0x1.1ee9f199a7d38p-29;
  private static final double C6 = -0x1.8fb15741bacd7p-37;

  private Trigonometry() {}

  /**
   * The sine of an angle.
   *
   * @param angle in radians
   * @return from −1 to 1; NaN if {@code angle} is not finite
   */
  public static double sin(double angle) {
    double magnitude = Math.abs(angle);
    if (magnitude <= QUARTER_PI) {
      return magnitude < TINY ? angle : nearSine(angle);
    }
    return magnitude <= WIDEST ? quadrantSine(angle, 0) : StrictMath.sin(angle);
  }

  /**
   * The cosine of an angle.
   *
   * @param angle in radians
   * @return from −1 to 1; NaN if {@code angle} is not finite
   */
  public static double cos(double angle) {
    double magnitude = Math.abs(angle);
    if (magnitude <= QUARTER_PI) {
      return nearCosine(angle);
    }
    return magnitude <= WIDEST ? quadrantSine(angle, 1) : StrictMath.cos(angle);
  }

  /** sin(angle + turns · π/2) for angles up to {@link #WIDEST}. */
  private static double quadrantSine(double angle, int turns) {
    double multiple = (angle * TWO_OVER_PI + ROUNDER) - ROUNDER;
    // Exact: the product has at most 53 bits and lies within a factor of 2 of the angle.
    double high = angle - multiple * HALF_PI_HIGH;
    double middle = multiple * HALF_PI_MIDDLE;
    // Knuth's two-sum: near + lost is exactly high − middle.
    double near = high - middle;
    double part = near - high;
    double lost = (high - (near - part)) - (middle + part);
    double rest = lost - multiple * HALF_PI_LOW;
    double head = near + rest;
    double tail = (near - head) + rest;
    int quadrant = (int) multiple + turns;
    double value = (quadrant & 1) == 0 ? nearSine(head, tail) : nearCosine(head, tail);
    return (quadrant & 2) == 0 ? value : -value;
  }

  private static double nearSine(double x) {
    double square = x * x;
    return x + x * (square * sineSeries(square));
  }

  /** The sine of {@code x + tail}, where the tail lies below half an ulp of x. */
  private static double nearSine(double x, double tail) {
    double square = x * x;
    return x + (x * (square * sineSeries(square)) + tail * (1 - 0.5 * square));
  }

  private static double nearCosine(double x) {
    double square = x * x;
    double half = 0.5 * square;
    double main = 1 - half;
    // What the subtraction rounded away, exactly, and the rest of the series.
    return main + (((1 - main) - half) + square * square * cosineSeries(square));
  }

  private static double nearCosine(double x, double tail) {
    double square = x * x;
    double half = 0.5 * square;
    double main = 1 - half;
    return main + (((1 - main) - half) + (square * square * cosineSeries(square) - x * tail));
  }

  /** (sin x / x − 1) / x² as a polynomial of x², in pairs that a processor can do side by side. */
  private static double sineSeries(double square) {
    double fourth = square * square;
    return (S1 + square * S2) + fourth * ((S3 + square * S4) + fourth * (S5 + square * S6));
  }

  /** (cos x − 1 + x²/2) / x⁴ as a polynomial of x². */
  private static double cosineSeries(double square) {
    double fourth = square * square;
    return (C1 + square * C2) + fourth * ((C3 + square * C4) + fourth * (C5 + square * C6));
  }
}
