package org.palaestra.agents.network;

import static org.palaestra.nn.Functions.relu;
import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.tanh;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.nn.Conv2d;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.Window;
import org.palaestra.space.Box;
import org.palaestra.space.Space;

/**
 * The layers between what is observed and what an agent makes of it: convolutions where that is a
 * picture, then linear layers.
 */
public final class Body {

  /** How the weights begin. */
  public enum Start {
    /** Uniform within 1/√inputs, as PyTorch begins. */
    UNIFORM,
    /** Orthogonal, of length √2, with biases of 0 (Saxe et al., 2014). */
    ORTHOGONAL
  }

  private static final double GAIN = Math.sqrt(2);

  /** Filters, side of the window, stride. */
  private static final int[][] SMALL = {{16, 3, 1}};

  private static final int[][] NATURE = {{32, 8, 4}, {64, 4, 2}, {64, 3, 1}};

  private final BodySettings.Activation activation;
  private final int[] picture; // [H, W, C], or empty
  private final List<Conv2d> convolutions = new ArrayList<>();
  private final List<Linear> layers = new ArrayList<>();
  private final int width;

  /**
   * Makes the layers.
   *
   * @param weights take the parameters, named {@code NAME.conv.0.weight} and {@code NAME.0.weight}
   *     onwards
   * @param observations what is observed; numbers come in as an {@link InputEncoder} has them
   * @throws IllegalArgumentException if convolutions are asked for and do not fit
   */
  public Body(
      Parameters weights, String name, Space observations, BodySettings settings, Start start) {
    activation = settings.activation();
    int[][] windows = windows(observations, settings.convolution());
    picture = windows.length == 0 ? new int[0] : ((Box) observations).shape();
    int in = new InputEncoder(observations).width();
    if (windows.length > 0) {
      int height = picture[0];
      int across = picture[1];
      int channels = picture[2];
      for (int i = 0; i < windows.length; i++) {
        int[] w = windows[i];
        int inputs = channels * w[1] * w[1];
        convolutions.add(
            new Conv2d(
                weights,
                name + ".conv." + i,
                channels,
                w[0],
                Window.square(w[1], w[2]),
                weights(start, w[0], inputs),
                biases(start, inputs)));
        height = (height - w[1]) / w[2] + 1;
        across = (across - w[1]) / w[2] + 1;
        channels = w[0];
      }
      in = height * across * channels;
    }
    int[] hidden = settings.hidden();
    for (int i = 0; i < hidden.length; i++) {
      layers.add(
          new Linear(
              weights,
              name + "." + i,
              in,
              hidden[i],
              weights(start, hidden[i], in),
              biases(start, in)));
      in = hidden[i];
    }
    width = in;
  }

  private static int[][] windows(Space observations, BodySettings.Convolution wanted) {
    int[] shape =
        observations instanceof Box box && box.shape().length == 3 ? box.shape() : new int[0];
    int side = shape.length == 0 ? 0 : Math.min(shape[0], shape[1]);
    return switch (wanted) {
      case NONE -> new int[0][];
      case AUTO -> side >= 36 ? NATURE : side >= 3 ? SMALL : new int[0][];
      case SMALL -> fitting(observations, side, 3, wanted, SMALL);
      case NATURE -> fitting(observations, side, 36, wanted, NATURE);
    };
  }

  private static int[][] fitting(
      Space observations, int side, int least, BodySettings.Convolution wanted, int[][] windows) {
    if (side < least) {
      throw new IllegalArgumentException(
          "network.convolution=%s needs pictures of at least %d by %d, observed is %s; leave it at AUTO"
              .formatted(wanted, least, least, observations.describe()));
    }
    return windows;
  }

  private static Parameter.Initialiser weights(Start start, int out, int in) {
    return start == Start.ORTHOGONAL
        ? Initialisers.orthogonal(out, in, GAIN)
        : Initialisers.lecun(in);
  }

  private static Parameter.Initialiser biases(Start start, int in) {
    return start == Start.ORTHOGONAL ? Initialisers.constant(0) : Initialisers.lecun(in);
  }

  /** Numbers that {@link #features} gives for one observation. */
  public int width() {
    return width;
  }

  /**
   * The features in the graph of {@code x}.
   *
   * @param x {@code [B, D]} encoded observations
   * @return {@code [B, width]}
   */
  public Tensor features(Tensor x) {
    Tensor h = x;
    if (!convolutions.isEmpty()) {
      int rows = x.extent(0);
      h = reshape(x, rows, picture[0], picture[1], picture[2]);
      for (Conv2d convolution : convolutions) {
        h = relu(convolution.apply(h));
      }
      h = reshape(h, rows, h.size() / rows);
    }
    for (Linear layer : layers) {
      h = activation == BodySettings.Activation.RELU ? layer.applyRelu(h) : tanh(layer.apply(h));
    }
    return h;
  }
}
