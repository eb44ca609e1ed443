package org.palaestra.app.diagnosis;

import java.util.Locale;

/**
 * One number against the truth.
 *
 * @param what such as {@code V(0)}
 * @param measured what came out
 * @param truth what is known to be right
 * @param tolerance how far they may be apart
 */
public record Measure(String what, double measured, double truth, double tolerance) {

  /** Whether it is near enough. */
  public boolean right() {
    return Math.abs(measured - truth) <= tolerance;
  }

  /** Such as {@code V(0) 0.79 (true 0.80)}. */
  public String describe() {
    return String.format(Locale.ROOT, "%s %.2f (true %.2f)", what, measured, truth);
  }
}
