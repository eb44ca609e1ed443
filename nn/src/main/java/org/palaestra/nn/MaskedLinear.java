package org.palaestra.nn;

import java.util.Arrays;
import org.palaestra.nn.kernel.Kernels;

/**
 * A linear layer of a masked autoencoder (Germain et al., "MADE", 2015), {@code [..., in]} to
 * {@code [..., out]}: every unit has a degree, and sees only units of lower degree, or of its own
 * if it is hidden. Inputs have the degrees 1 to D in the order in which they are to be predicted,
 * hidden units any from 1 to D − 1, and what predicts input d has degree d: then it depends on
 * inputs before d alone. Parameters {@code NAME.weight [out, in]} and {@code NAME.bias [out]};
 * masked weights count as 0 whatever they are.
 */
public final class MaskedLinear implements Layer {

  private final int in;
  private final int out;
  private final Parameter weight;
  private final Parameter bias;

  /** {@code [in, out]}, as the weights lie in memory. */
  private final float[] mask;

  private MaskedLinear(
      Parameters parameters, String name, int[] degrees, int[] ownDegrees, boolean strictly) {
    if (degrees.length == 0 || ownDegrees.length == 0) {
      throw new IllegalArgumentException(
          "a masked linear layer needs units on both sides, got the degrees %s and %s"
              .formatted(Arrays.toString(degrees), Arrays.toString(ownDegrees)));
    }
    in = degrees.length;
    out = ownDegrees.length;
    Parameter.Initialiser first = Initialisers.lecun(in);
    weight = parameters.add(name + ".weight", first, new int[] {out, in}, new int[] {1, 0});
    bias = parameters.add(name + ".bias", first, out);
    mask = Kernels.buffer(in * out);
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        int highest = strictly ? ownDegrees[o] - 1 : ownDegrees[o];
        mask[i * out + o] = degrees[i] <= highest ? 1 : 0;
      }
    }
  }

  /**
   * Hidden units, each of which sees units of its own degree and lower (equation 12).
   *
   * @param degrees {@code [in]} of the units before
   * @param ownDegrees {@code [out]}
   */
  public static MaskedLinear hidden(
      Parameters parameters, String name, int[] degrees, int[] ownDegrees) {
    return new MaskedLinear(parameters, name, degrees, ownDegrees, false);
  }

  /**
   * Output units, each of which sees units of lower degree only (equation 13). Several may have the
   * same degree, if one input is predicted by several numbers.
   *
   * @param degrees {@code [in]} of the units before
   * @param ownDegrees {@code [out]}
   */
  public static MaskedLinear output(
      Parameters parameters, String name, int[] degrees, int[] ownDegrees) {
    return new MaskedLinear(parameters, name, degrees, ownDegrees, true);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.extent(-1) != in) {
      throw new IllegalArgumentException(
          "%s cannot take %s: its last extent must be %d".formatted(this, x, in));
    }
    return LinearProduct.apply(x, out, weight, bias, mask, false);
  }

  @Override
  public String toString() {
    return "masked linear %d to %d".formatted(in, out);
  }
}
