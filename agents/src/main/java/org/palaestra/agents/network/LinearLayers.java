package org.palaestra.agents.network;

import static org.palaestra.nn.Functions.relu;

import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Layer;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;

/**
 * Which linear layers a network is made of.
 *
 * @param start how weights begin; those of convolutions too
 * @param noise σ₀ of {@link NoisyLinear} layers, 0 for plain ones
 */
public record LinearLayers(Body.Start start, double noise) {

  private static final double GAIN = Math.sqrt(2);

  /** PyTorch's: uniform within 1/√inputs. */
  public static final LinearLayers PLAIN = new LinearLayers(Body.Start.UNIFORM, 0);

  /** Noisy ones. */
  public static LinearLayers noisy(double sigma) {
    return new LinearLayers(Body.Start.UNIFORM, sigma);
  }

  /** y = W x + b. */
  public Layer linear(Parameters weights, String name, int in, int out) {
    return noise > 0
        ? new NoisyLinear(weights, name, in, out, noise)
        : plain(weights, name, in, out);
  }

  /** y = max(W x + b, 0). */
  public Layer rectified(Parameters weights, String name, int in, int out) {
    if (noise > 0) {
      Layer noisy = linear(weights, name, in, out);
      return x -> relu(noisy.apply(x));
    }
    return plain(weights, name, in, out)::applyRelu;
  }

  private Linear plain(Parameters weights, String name, int in, int out) {
    return new Linear(weights, name, in, out, weights(out, in), biases(in));
  }

  Parameter.Initialiser weights(int out, int in) {
    return start == Body.Start.ORTHOGONAL
        ? Initialisers.orthogonal(out, in, GAIN)
        : Initialisers.lecun(in);
  }

  Parameter.Initialiser biases(int in) {
    return start == Body.Start.ORTHOGONAL ? Initialisers.constant(0) : Initialisers.lecun(in);
  }
}
