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

  /** Normal with mean 0. */
  public static Parameter.Initialiser normal(double deviation) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    };
  }

  /**
   * Uniform with variance 2/(in + out), which keeps signals and gradients through linear and tanh
   * layers at one size (Glorot and Bengio, "Understanding the difficulty of training deep
   * feedforward neural networks", 2010).
   *
   * @param in inputs of a unit; of a convolution, channels times the kernel's cells
   * @param out units an input reaches, counted likewise
   */
  public static Parameter.Initialiser xavierUniform(int in, int out) {
    return uniform(Math.sqrt(6.0 / fan(in, out)));
  }

  /** Normal with the variance of {@link #xavierUniform}. */
  public static Parameter.Initialiser xavierNormal(int in, int out) {
    return normal(Math.sqrt(2.0 / fan(in, out)));
  }

  /**
   * Uniform with variance 2/in, which makes up for the half that ReLU cuts off (He et al., "Delving
   * deep into rectifiers", 2015).
   *
   * @param in inputs of a unit; of a convolution, channels times the kernel's cells
   */
  public static Parameter.Initialiser heUniform(int in) {
    return uniform(Math.sqrt(6.0 / fan(in, 0)));
  }

  /** Normal with the variance of {@link #heUniform}. */
  public static Parameter.Initialiser heNormal(int in) {
    return normal(Math.sqrt(2.0 / fan(in, 0)));
  }

  private static int fan(int in, int out) {
    if (in < 1 || out < 0) {
      throw new IllegalArgumentException(
          "a layer has at least one input and one output, got %d and %d".formatted(in, out));
    }
    return Math.addExact(in, out);
  }

  /**
   * A random matrix whose rows, or columns if they are fewer, are orthogonal and of length {@code
   * gain}: the Q of a Gaussian matrix, equally likely to be any (Saxe, McClelland and Ganguli,
   * "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks", 2014).
   *
   * @param rows the first extent in PyTorch's layout: outputs
   * @param columns all others: inputs
   * @param gain 1 for linear layers, √2 before ReLU
   */
  public static Parameter.Initialiser orthogonal(int rows, int columns, double gain) {
    return (values, random) -> {
      if (values.length != (long) rows * columns) {
        throw new IllegalArgumentException(
            "a parameter of %d elements is no matrix of %d x %d"
                .formatted(values.length, rows, columns));
      }
      double[][] q =
          OrthonormalVectors.draw(Math.min(rows, columns), Math.max(rows, columns), random);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          double element = rows <= columns ? q[row][column] : q[column][row];
          values[row * columns + column] = (float) (gain * element);
        }
      }
    };
  }
}
