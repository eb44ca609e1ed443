package org.palaestra.agents.network;

import java.util.Arrays;

/**
 * What can be changed of a {@link Body}.
 *
 * @param convolution the layers that look at pictures
 * @param hidden width of each linear layer behind them, from 1 to 65,536
 * @param activation behind each linear layer
 */
public record BodySettings(Convolution convolution, int[] hidden, Activation activation) {

  /** Convolutions in front of the linear layers, each with a rectifier. */
  public enum Convolution {
    /** Those of the paper for pictures of that size, none where there is no picture. */
    AUTO,
    /** None: a picture is a row of numbers. */
    NONE,
    /** 16 filters of 3×3 (Young and Tian, "MinAtar", 2019). */
    SMALL,
    /** 32 of 8×8, 64 of 4×4, 64 of 3×3 with strides 4, 2 and 1 (Mnih et al., Nature 2015). */
    NATURE
  }

  /** What follows a linear layer. */
  public enum Activation {
    /** max(x, 0). */
    RELU,
    /** The hyperbolic tangent. */
    TANH,
    /** Layer normalisation (Ba et al., 2016), then max(x, 0); behind convolutions, too. */
    NORM_RELU
  }

  /** Checks the widths. */
  public BodySettings {
    hidden = hidden.clone();
    if (Arrays.stream(hidden).anyMatch(width -> width < 1 || width > 65_536)) {
      throw new IllegalArgumentException(
          "hidden widths must be from 1 to 65536, got " + Arrays.toString(hidden));
    }
  }

  /** Rectified layers of those widths, behind convolutions where there are pictures. */
  public static BodySettings of(int... hidden) {
    return new BodySettings(Convolution.AUTO, hidden, Activation.RELU);
  }

  /** A copy of the widths. */
  @Override
  public int[] hidden() {
    return hidden.clone();
  }
}
