package org.palaestra.nn;

import java.util.Arrays;

/** First values of parameters. */
public final class Initialisers {

  private Initialisers() {}

  /** The same value everywhere. */
  public static Parameter.Initialiser constant(float value) {
    return (values, random) -> Arrays.fill(values, value);
  }

  /** Uniform from −bound to bound. */
  public static Parameter.Initialiser uniform(double bound) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) bound * (2 * random.nextFloat() - 1);
      }
    };
  }

  /**
   * Uniform within ±1/√in, PyTorch's own choice for linear, convolutional and recurrent layers
   * (LeCun et al., "Efficient BackProp", 1998).
   */
  public static Parameter.Initialiser lecun(int in) {
    return uniform(1 / Math.sqrt(in));
  }
}
