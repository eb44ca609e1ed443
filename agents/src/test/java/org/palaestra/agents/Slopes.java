package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;

/** Gradients against central differences. */
public final class Slopes {

  private static final float STEP = 1e-2f;

  private Slopes() {}

  /**
   * Moves each number a little in both directions.
   *
   * @param size how many of {@code values} there are
   * @param loss computes the loss anew
   */
  public static void check(
      String what, float[] values, float[] gradient, int size, DoubleSupplier loss) {
    for (int i = 0; i < size; i++) {
      float value = values[i];
      values[i] = value + STEP;
      double above = loss.getAsDouble();
      values[i] = value - STEP;
      double below = loss.getAsDouble();
      values[i] = value;
      double slope = (above - below) / (2 * STEP);
      assertThat(gradient[i])
          .as("%s, number %d", what, i)
          .isCloseTo((float) slope, within((float) (2e-3 * Math.max(1, Math.abs(slope)))));
    }
  }
}
