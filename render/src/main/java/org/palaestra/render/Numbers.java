package org.palaestra.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
final class Numbers {

  private Numbers() {}

  /** Whole numbers as such, others with about four digits; a dash for what is not a number. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size >= 1e7 || (size < 1e-3 && size > 0)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value == 0 ? 0 : value);
    }
    return String.format(
        Locale.ROOT,
        size >= 1000 ? "%,.1f" : size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f",
        value);
  }

  /** A factor with up to three digits, such as 0.5. */
  static String factor(double factor) {
    return new BigDecimal(factor).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** A speed such as ×2 or ×1/4. */
  static String speed(double speed) {
    return speed >= 1 ? "×" + Math.round(speed) : "×1/" + Math.round(1 / speed);
  }
}
