package org.palaestra.agents.network;

import static org.palaestra.nn.Functions.reshape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.palaestra.nn.Conv2d;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Layer;
import org.palaestra.nn.LayerNorm;
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

  /** Filters, side of the window, stride. */
  private static final int[][] SMALL = {{16, 3, 1}};

  private static final int[][] NATURE = {{32, 8, 4}, {64, 4, 2}, {64, 3, 1}};

  private final int[] picture; // [H, W, C], or empty
  private final List<Layer> convolutions = new ArrayList<>(); // with what follows each
  private final List<Layer> layers = new ArrayList<>(); // with what follows each
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
    this(weights, name, observations, settings, new LinearLayers(start, 0));
  }

  /** As the other, with linear layers of another kind. */
  public Body(
      Parameters weights,
      String name,
      Space observations,
      BodySettings settings,
      LinearLayers kind) {
    BodySettings.Activation activation = settings.activation();
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
        String layer = name + ".conv." + i;
        convolutions.add(
            rectified(
                weights,
                layer,
                new Conv2d(
                    weights,
                    layer,
                    channels,
                    w[0],
                    Window.square(w[1], w[2]),
                    kind.weights(w[0], inputs),
                    kind.biases(inputs)),
                w[0],
                activation));
        height = (height - w[1]) / w[2] + 1;
        across = (across - w[1]) / w[2] + 1;
        channels = w[0];
      }
      in = height * across * channels;
    }
    int[] hidden = settings.hidden();
    for (int i = 0; i < hidden.length; i++) {
      String layer = name + "." + i;
      layers.add(
          switch (activation) {
            case RELU -> kind.rectified(weights, layer, in, hidden[i]);
            case TANH -> behind(kind.linear(weights, layer, in, hidden[i]), Functions::tanh);
            case NORM_RELU ->
                rectified(
                    weights,
                    layer,
                    kind.linear(weights, layer, in, hidden[i]),
                    hidden[i],
                    activation);
          });
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
          "network.convolution=%s needs pictures of at least %d by %d, observed is %s; leave it at auto"
              .formatted(
                  wanted.name().toLowerCase(Locale.ROOT), least, least, observations.describe()));
    }
    return windows;
  }

  /** A layer with a rectifier behind it, and a normalisation between them if that is asked for. */
  private static Layer rectified(
      Parameters weights,
      String name,
      Layer layer,
      int features,
      BodySettings.Activation activation) {
    return activation == BodySettings.Activation.NORM_RELU
        ? behind(behind(layer, new LayerNorm(weights, name + ".norm", features)), Functions::relu)
        : behind(layer, Functions::relu);
  }

  private static Layer behind(Layer first, Layer second) {
    return x -> second.apply(first.apply(x));
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
      for (Layer convolution : convolutions) {
        h = convolution.apply(h);
      }
      h = reshape(h, rows, h.size() / rows);
    }
    for (Layer layer : layers) {
      h = layer.apply(h);
    }
    return h;
  }
}
