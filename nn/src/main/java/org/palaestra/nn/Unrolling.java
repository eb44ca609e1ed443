package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;
import org.palaestra.nn.kernel.Kernels;

/**
 * A recurrent layer over a whole sequence as one operation.
 *
 * <p>One product projects the inputs of all steps; each step adds the product of its hidden state.
 * Backward, each step needs one product for the gradient of the state before it, and one over all
 * steps makes the gradient of each weight. Inside, time comes first ({@code [T, B, ·]}), so that a
 * step is contiguous. Element by element, all arrays of a loop have the same index, since the
 * compiler vectorises nothing else.
 */
abstract class Unrolling implements Operation {

  /** Fewer rows than this multiply as fast with the matrix as it lies. */
  private static final int PACKED_ROWS = 16;

  final Kernels kernels;
  final Recurrent layer;
  final int batch;
  final int steps;
  final int hidden;

  /** G·H. */
  final int width;

  /** B·H. */
  final int size;

  /**
   * {@code [T, B, G·H]} forward the projected inputs, with biases; backward the gradient of these.
   */
  final float[] projected;

  /** {@code [parts][B·H]} what is remembered before a step, then after it. */
  final float[][] state;

  /** {@code [parts][B·H]} the gradient of what is remembered after a step, then before it. */
  final float[][] stateGradient;

  private final Tensor x;
  private final Tensor y;
  private final Tensor[] begin;
  private final Tensor[] last;
  private final boolean beginLearns;
  private final float[] resets;
  private final int in;
  private final float[] inputs; // [T, B, I]
  private final float[] before; // [T, B, H] the hidden state that each step began with
  private final float[] bias; // [G·H]
  private final float[] given; // [B, H] the gradient of one step's outputs
  private final float[] zeros; // [max(I, H)]
  private final float[] inputGradient; // [T, B, I]
  private final Panels inputPanels;
  private final Panels[] hiddenPanels; // one a gate
  private final Panels inputTransposed;
  private final Panels hiddenTransposed;

  Unrolling(Recurrent layer, Tensor x, Memory begin, float[] resets, Tensor y, Memory last) {
    this.layer = layer;
    this.x = x;
    this.y = y;
    this.begin = begin.parts().toArray(Tensor[]::new);
    this.last = last.parts().toArray(Tensor[]::new);
    this.resets = resets;
    kernels = x.graph().kernels();
    batch = x.extent(0);
    steps = x.extent(1);
    in = layer.in;
    hidden = layer.hidden;
    width = layer.gates * hidden;
    size = batch * hidden;
    beginLearns = begin.parts().stream().anyMatch(Tensor::differentiable);
    int parts = this.begin.length;
    state = new float[parts][];
    stateGradient = new float[parts][];
    Arrays.setAll(state, p -> Kernels.buffer(size));
    Arrays.setAll(stateGradient, p -> Kernels.buffer(size));
    int rows = Math.multiplyExact(steps, batch);
    projected = Kernels.buffer(Math.multiplyExact(rows, width));
    inputs = Kernels.buffer(Math.multiplyExact(rows, in));
    before = Kernels.buffer(Math.multiplyExact(rows, hidden));
    bias = Kernels.buffer(width);
    given = Kernels.buffer(size);
    zeros = Kernels.buffer(in);
    inputGradient = Kernels.buffer(x.differentiable() ? rows * in : 0);
    inputPanels = new Panels(in, width);
    hiddenPanels = new Panels[layer.gates];
    Arrays.setAll(hiddenPanels, g -> new Panels(hidden, hidden));
    inputTransposed = new Panels(width, x.differentiable() ? in : 0);
    hiddenTransposed = new Panels(width, hidden);
  }

  /** Computes {@link #state} after step {@code t} from that before it. */
  abstract void stepForward(int t);

  /**
   * From the gradient of the state after step {@code t}, {@linkplain #putGate puts} the gradients
   * of the gates before their activations, and leaves the gradient of the state before the step, as
   * far as it does not come through the product with the hidden state.
   */
  abstract void stepBackward(int t);

  /** {@code [T, B, G·H]} the gradient of what each step's hidden state was multiplied to. */
  float[] hiddenProductGradient() {
    return projected;
  }

  /** How many biases of the hidden product can be added to the projected inputs beforehand. */
  int sharedBiases() {
    return width;
  }

  @Override
  public final String name() {
    return layer.kind() + " " + layer.weightIh.layer();
  }

  @Override
  public final List<Parameter> parameters() {
    return List.of(layer.weightIh, layer.weightHh, layer.biasIh, layer.biasHh);
  }

  @Override
  public final void forward() {
    project();
    if (packs()) {
      for (int g = 0; g < hiddenPanels.length; g++) {
        hiddenPanels[g].pack(layer.weightHh.value(), g * hidden, width, 1);
      }
    }
    for (int p = 0; p < state.length; p++) {
      System.arraycopy(begin[p].value(), 0, state[p], 0, size);
    }
    for (int t = 0; t < steps; t++) {
      reset(t, state);
      System.arraycopy(state[0], 0, before, t * size, size);
      stepForward(t);
      for (int b = 0; b < batch; b++) {
        System.arraycopy(state[0], b * hidden, y.value(), (b * steps + t) * hidden, hidden);
      }
    }
    for (int p = 0; p < state.length; p++) {
      System.arraycopy(state[p], 0, last[p].value(), 0, size);
    }
  }

  private boolean packs() {
    return batch >= PACKED_ROWS && steps > 1;
  }

  private void project() {
    float[] biasIh = layer.biasIh.value();
    float[] biasHh = layer.biasHh.value();
    System.arraycopy(biasIh, 0, bias, 0, width);
    for (int i = 0; i < sharedBiases(); i++) {
      bias[i] += biasHh[i];
    }
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        System.arraycopy(x.value(), (b * steps + t) * in, inputs, (t * batch + b) * in, in);
      }
    }
    int rows = steps * batch;
    float[] w = layer.weightIh.value();
    if (rows >= PACKED_ROWS) {
      inputPanels.pack(w, 0, width, 1);
      inputPanels.multiply(kernels, rows, inputs, 0, in, bias, 0, 0, projected, 0, width);
    } else {
      kernels.multiply(
          rows, width, in, inputs, 0, in, 1, w, 0, width, bias, 0, 0, projected, 0, width);
    }
  }

  /** Sets {@code z [B, H]} to a gate's part of the projected inputs and of the hidden product. */
  final void gate(int t, int gate, float[] z) {
    hiddenProduct(gate, projected, t * batch * width + gate * hidden, width, z);
  }

  /** Sets {@code z [B, H]} to {@code init} and a gate's part of the product of the hidden state. */
  final void hiddenProduct(int gate, float[] init, int offset, int row, float[] z) {
    float[] h = state[0];
    if (packs()) {
      hiddenPanels[gate].multiply(kernels, batch, h, 0, hidden, init, offset, row, z, 0, hidden);
    } else {
      float[] w = layer.weightHh.value();
      int column = gate * hidden;
      kernels.multiply(
          batch, hidden, hidden, h, 0, hidden, 1, w, column, width, init, offset, row, z, 0,
          hidden);
    }
  }

  /** Clears the rows of an array for each part wherever an episode begins with step {@code t}. */
  private void reset(int t, float[][] arrays) {
    if (resets.length == 0) {
      return;
    }
    for (int b = 0; b < batch; b++) {
      if (resets[b * steps + t] != 0) {
        for (int p = 0; p < arrays.length; p++) {
          Arrays.fill(arrays[p], b * hidden, (b + 1) * hidden, 0);
        }
      }
    }
  }

  @Override
  public final void backward() {
    hiddenTransposed.pack(layer.weightHh.value(), 0, 1, width);
    for (int p = 0; p < state.length; p++) {
      System.arraycopy(last[p].gradient(), 0, stateGradient[p], 0, size);
    }
    float[] dh = stateGradient[0];
    float[] products = hiddenProductGradient();
    for (int t = steps - 1; t >= 0; t--) {
      for (int b = 0; b < batch; b++) {
        System.arraycopy(y.gradient(), (b * steps + t) * hidden, given, b * hidden, hidden);
      }
      add(given, dh, size);
      stepBackward(t);
      if (t > 0 || beginLearns) {
        hiddenTransposed.multiply(
            kernels, batch, products, t * batch * width, width, dh, 0, hidden, dh, 0, hidden);
        reset(t, stateGradient);
      }
    }
    for (int p = 0; p < begin.length; p++) {
      if (begin[p].differentiable()) {
        add(stateGradient[p], begin[p].gradient(), size);
      }
    }
    weights(products);
    if (x.differentiable()) {
      inputs();
    }
  }

  private static void add(float[] from, float[] to, int size) {
    for (int i = 0; i < size; i++) {
      to[i] += from[i];
    }
  }

  /** Puts {@code [B, H]} of a gate at its place in an array {@code [T, B, G·H]}. */
  final void putGate(int t, int gate, float[] from, float[] to) {
    for (int b = 0; b < batch; b++) {
      System.arraycopy(from, b * hidden, to, (t * batch + b) * width + gate * hidden, hidden);
    }
  }

  private void weights(float[] products) {
    int rows = steps * batch;
    if (!layer.biasIh.frozen() || !layer.biasHh.frozen()) {
      sumRows(rows, projected);
      addBias(layer.biasIh);
      if (products != projected) {
        sumRows(rows, products);
      }
      addBias(layer.biasHh);
    }
    product(in, rows, inputs, projected, layer.weightIh);
    product(hidden, rows, before, products, layer.weightHh);
  }

  private void sumRows(int rows, float[] x) {
    Arrays.fill(bias, 0);
    kernels.sumRows(rows, width, x, bias, 0);
  }

  private void addBias(Parameter to) {
    if (!to.frozen()) {
      add(bias, to.gradient(), width);
    }
  }

  /**
   * The gradient of {@code weight [m, G·H]} += aᵀ b for {@code a [rows, m]}, {@code b [rows, G·H]}.
   */
  private void product(int m, int rows, float[] a, float[] b, Parameter weight) {
    if (!weight.frozen()) {
      float[] to = weight.gradient();
      kernels.multiply(m, width, rows, a, 0, 1, m, b, 0, width, to, 0, width, to, 0, width);
    }
  }

  private void inputs() {
    inputTransposed.pack(layer.weightIh.value(), 0, 1, width);
    inputTransposed.multiply(
        kernels, steps * batch, projected, 0, width, zeros, 0, 0, inputGradient, 0, in);
    float[] dx = x.gradient();
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        int from = (t * batch + b) * in;
        int to = (b * steps + t) * in;
        for (int i = 0; i < in; i++) {
          dx[to + i] += inputGradient[from + i];
        }
      }
    }
  }

  /** A buffer of {@code [B, H]} for each step. */
  final float[][] history() {
    float[][] history = new float[steps][];
    Arrays.setAll(history, t -> Kernels.buffer(size));
    return history;
  }
}
