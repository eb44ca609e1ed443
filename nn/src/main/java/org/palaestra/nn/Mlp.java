package org.palaestra.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * A multilayer perceptron: linear layers with rectifiers between them, none after the last.
 *
 * <p>All parameters lie in one array, so that an optimiser or a copy is one loop. Layer l holds its
 * weights as {@code [in, pad(out)]}, then its bias as {@code [pad(out)]}; padding is 0 and stays 0.
 * On disk weights are {@code [out, in]}, as PyTorch has them.
 */
public final class Mlp implements Stateful {

  private final Kernels kernels;
  private final int[] widths;
  private final int[] weights;
  private final int[] biases;
  private final float[] parameters;

  /**
   * A network with all parameters 0.
   *
   * @param kernels what computes
   * @param widths width of the input, of each hidden layer, and of the output
   * @throws IllegalArgumentException if there are fewer than two widths or one is not positive
   */
  public Mlp(Kernels kernels, int... widths) {
    if (widths.length < 2 || Arrays.stream(widths).anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "a network needs an input and an output, each at least 1 wide, got "
              + Arrays.toString(widths));
    }
    this.kernels = kernels;
    this.widths = widths.clone();
    weights = new int[layers()];
    biases = new int[layers()];
    int offset = 0;
    for (int layer = 0; layer < layers(); layer++) {
      weights[layer] = offset;
      offset += widths[layer] * Kernels.pad(widths[layer + 1]);
      biases[layer] = offset;
      offset += Kernels.pad(widths[layer + 1]);
    }
    parameters = new float[offset];
  }

  /** Number of linear layers. */
  public int layers() {
    return widths.length - 1;
  }

  /** Width of the input. */
  public int inputs() {
    return widths[0];
  }

  /** Width of the output. */
  public int outputs() {
    return widths[layers()];
  }

  /** All parameters, padding included; live, not a copy. */
  public float[] parameters() {
    return parameters;
  }

  /** Takes over the parameters of a network of the same shape. */
  public void copyFrom(Mlp other) {
    if (!Arrays.equals(widths, other.widths)) {
      throw new IllegalArgumentException(
          "cannot copy a network of widths %s to one of %s"
              .formatted(Arrays.toString(other.widths), Arrays.toString(widths)));
    }
    System.arraycopy(other.parameters, 0, parameters, 0, parameters.length);
  }

  /**
   * Draws every weight and bias uniformly from ±1/√in, as PyTorch's linear layer does (LeCun et
   * al., "Efficient BackProp", 1998).
   */
  public void initialise(RandomGenerator random) {
    for (int layer = 0; layer < layers(); layer++) {
      float bound = (float) (1 / Math.sqrt(widths[layer]));
      int stride = Kernels.pad(widths[layer + 1]);
      for (int out = 0; out < widths[layer + 1]; out++) {
        for (int in = 0; in < widths[layer]; in++) {
          parameters[weights[layer] + in * stride + out] = bound * (2 * random.nextFloat() - 1);
        }
        parameters[biases[layer] + out] = bound * (2 * random.nextFloat() - 1);
      }
    }
  }

  /** Buffers for passes of up to {@code rows} rows. */
  public Pass pass(int rows) {
    return new Pass(rows);
  }

  @Override
  public void save(StateWriter out) {
    for (int layer = 0; layer < layers(); layer++) {
      int ins = widths[layer];
      int outs = widths[layer + 1];
      float[] weight = new float[outs * ins];
      for (int o = 0; o < outs; o++) {
        for (int i = 0; i < ins; i++) {
          weight[o * ins + i] = parameters[weights[layer] + i * Kernels.pad(outs) + o];
        }
      }
      out.floats(layer + ".weight", weight, outs, ins);
      out.floats(
          layer + ".bias", Arrays.copyOfRange(parameters, biases[layer], biases[layer] + outs));
    }
  }

  @Override
  public void restore(StateReader in) {
    for (int layer = 0; layer < layers(); layer++) {
      int ins = widths[layer];
      int outs = widths[layer + 1];
      float[] weight = new float[outs * ins];
      float[] bias = new float[outs];
      in.floats(layer + ".weight", weight);
      in.floats(layer + ".bias", bias);
      for (int o = 0; o < outs; o++) {
        for (int i = 0; i < ins; i++) {
          parameters[weights[layer] + i * Kernels.pad(outs) + o] = weight[o * ins + i];
        }
      }
      System.arraycopy(bias, 0, parameters, biases[layer], outs);
    }
  }

  /** Activations and gradients of one batch. Passes of one network can run side by side. */
  public final class Pass {

    private final int capacity;

    /** {@code [layers + 1][rows, pad(width)]}; the first is unpadded, as callers fill it. */
    private final float[][] activations;

    private final float[][] gradients;
    private final float[][] transposed;

    private Pass(int rows) {
      if (rows < 1) {
        throw new IllegalArgumentException("a pass needs at least 1 row, got " + rows);
      }
      capacity = rows;
      activations = new float[widths.length][];
      activations[0] = new float[rows * widths[0]];
      for (int layer = 1; layer < widths.length; layer++) {
        activations[layer] = new float[rows * Kernels.pad(widths[layer])];
      }
      gradients = new float[widths.length][];
      transposed = new float[widths.length][];
    }

    /** {@code [rows, inputs]} to be filled before {@link #forward}. */
    public float[] input() {
      return activations[0];
    }

    /** {@code [rows, outputStride()]} what {@link #forward} gave. */
    public float[] output() {
      return activations[layers()];
    }

    /** Floats from one row of the output to the next. */
    public int outputStride() {
      return Kernels.pad(outputs());
    }

    /** {@code [rows, outputStride()]} to be filled before {@link #backward}, padding with 0. */
    public float[] outputGradient() {
      if (gradients[layers()] == null) {
        for (int layer = 1; layer < widths.length; layer++) {
          gradients[layer] = new float[activations[layer].length];
          transposed[layer] =
              new float[layer == 1 ? 0 : widths[layer] * Kernels.pad(widths[layer - 1])];
        }
      }
      return gradients[layers()];
    }

    /** Computes the output of the first {@code rows} rows of the input. */
    public void forward(int rows) {
      if (rows < 1 || rows > capacity) {
        throw new IllegalArgumentException(
            "a pass of %d rows cannot take %d".formatted(capacity, rows));
      }
      for (int layer = 0; layer < layers(); layer++) {
        int stride = Kernels.pad(widths[layer + 1]);
        float[] out = activations[layer + 1];
        for (int row = 0; row < rows; row++) {
          System.arraycopy(parameters, biases[layer], out, row * stride, stride);
        }
        kernels.multiplyAdd(
            rows,
            stride,
            widths[layer],
            activations[layer],
            0,
            inputStride(layer),
            1,
            parameters,
            weights[layer],
            stride,
            out,
            0,
            stride);
        if (layer < layers() - 1) {
          kernels.rectify(out, 0, rows * stride);
        }
      }
    }

    /**
     * Adds the gradient of the first {@code rows} rows to {@code sum}, which has the layout of
     * {@link #parameters()}. Follows a {@link #forward} of as many rows.
     */
    public void backward(int rows, float[] sum) {
      for (int layer = layers() - 1; layer >= 0; layer--) {
        int stride = Kernels.pad(widths[layer + 1]);
        float[] gradient = gradients[layer + 1];
        kernels.sumRows(rows, stride, gradient, sum, biases[layer]);
        kernels.multiplyAdd(
            widths[layer],
            stride,
            rows,
            activations[layer],
            0,
            1,
            inputStride(layer),
            gradient,
            0,
            stride,
            sum,
            weights[layer],
            stride);
        if (layer > 0) {
          int below = Kernels.pad(widths[layer]);
          transpose(layer);
          Arrays.fill(gradients[layer], 0, rows * below, 0);
          kernels.multiplyAdd(
              rows,
              below,
              widths[layer + 1],
              gradient,
              0,
              stride,
              1,
              transposed[layer + 1],
              0,
              below,
              gradients[layer],
              0,
              below);
          kernels.rectifyGradient(activations[layer], gradients[layer], 0, rows * below);
        }
      }
    }

    private int inputStride(int layer) {
      return layer == 0 ? widths[0] : Kernels.pad(widths[layer]);
    }

    /** Weights of {@code layer} as {@code [out, pad(in)]}. */
    private void transpose(int layer) {
      int outs = widths[layer + 1];
      int stride = Kernels.pad(outs);
      int below = Kernels.pad(widths[layer]);
      float[] to = transposed[layer + 1];
      for (int in = 0; in < widths[layer]; in++) {
        int from = weights[layer] + in * stride;
        for (int out = 0; out < outs; out++) {
          to[out * below + in] = parameters[from + out];
        }
      }
    }
  }
}
