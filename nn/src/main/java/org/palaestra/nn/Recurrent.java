package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that reads a sequence step by step and remembers.
 *
 * <p>Sequences are {@code [B, T, I]}; outputs {@code [B, T, H]} are the hidden states after each
 * step. Memory goes in and out, so that an actor runs one step at a time (T = 1) and a learner
 * windows of a long sequence. Where an episode begins inside a sequence, {@code resets} clears the
 * memory of that row before the step, and no gradient passes.
 *
 * <p>Parameters as PyTorch's cells have them, G being the number of gates: {@code NAME.weight_ih
 * [G·H, I]}, {@code NAME.weight_hh [G·H, H]}, {@code NAME.bias_ih [G·H]}, {@code NAME.bias_hh
 * [G·H]}, first uniform within ±1/√H.
 */
public abstract sealed class Recurrent permits Rnn, Lstm, Gru {

  /**
   * What came out.
   *
   * @param outputs {@code [B, T, H]} the hidden state after each step
   * @param memory what is remembered after the last step
   */
  public record Unrolled(Tensor outputs, Memory memory) {}

  final int in;
  final int hidden;
  final int gates;

  /** In memory {@code [I, G·H]}. */
  final Parameter weightIh;

  /** In memory {@code [H, G·H]}. */
  final Parameter weightHh;

  final Parameter biasIh;
  final Parameter biasHh;
  private final String kind;
  private final int parts;

  Recurrent(
      String kind,
      int gates,
      int parts,
      Parameters parameters,
      String name,
      int in,
      int hidden,
      Parameter.Initialiser biases) {
    this.kind = kind;
    this.gates = gates;
    this.parts = parts;
    this.in = in;
    this.hidden = hidden;
    int width = gates * hidden;
    int[] turned = {1, 0};
    Parameter.Initialiser weights = Initialisers.lecun(hidden);
    weightIh = parameters.add(name + ".weight_ih", weights, new int[] {width, in}, turned);
    weightHh = parameters.add(name + ".weight_hh", weights, new int[] {width, hidden}, turned);
    biasIh = parameters.add(name + ".bias_ih", weights, width);
    biasHh = parameters.add(name + ".bias_hh", biases, width);
  }

  /** Such as lstm. */
  final String kind() {
    return kind;
  }

  /** I, the features of a step. */
  public final int in() {
    return in;
  }

  /** H, the features of an output. */
  public final int hidden() {
    return hidden;
  }

  /** An empty memory made of inputs: no gradient passes it. */
  public final Memory memory(Graph graph, int batch) {
    List<Tensor> tensors = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      tensors.add(graph.input(batch, hidden));
    }
    return new Memory(tensors);
  }

  /** Reads a sequence {@code [B, T, I]} with nothing in memory. */
  public final Unrolled apply(Tensor x) {
    check(x);
    return apply(x, memory(x.graph(), x.extent(0)));
  }

  /** Reads a sequence {@code [B, T, I]} with what {@code begin} remembers. */
  public final Unrolled apply(Tensor x, Memory begin) {
    check(x, begin);
    return unroll(x, begin, new float[0]);
  }

  /**
   * Reads a sequence in which episodes begin.
   *
   * @param x {@code [B, T, I]}
   * @param begin what is remembered before the first step
   * @param resets {@code [B, T]} not 0 where memory is cleared before the step; read at each
   *     forward pass; takes no gradient
   */
  public final Unrolled apply(Tensor x, Memory begin, Tensor resets) {
    check(x, begin);
    int[] wanted = {x.extent(0), x.extent(1)};
    if (!Arrays.equals(resets.shape(), wanted)) {
      throw new IllegalArgumentException(
          "%s cannot read %s with resets %s: they must be %s"
              .formatted(this, x, resets, Arrays.toString(wanted)));
    }
    return unroll(x, begin, resets.value());
  }

  private Unrolled unroll(Tensor x, Memory begin, float[] resets) {
    Graph graph = x.graph();
    int batch = x.extent(0);
    List<Tensor> tensors = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      tensors.add(graph.result(true, batch, hidden));
    }
    Memory last = new Memory(tensors);
    Tensor y = graph.result(true, batch, x.extent(1), hidden);
    graph.add(unrolling(x, begin, resets, y, last));
    return new Unrolled(y, last);
  }

  abstract Unrolling unrolling(Tensor x, Memory begin, float[] resets, Tensor y, Memory last);

  private void check(Tensor x) {
    if (x.rank() != 3 || x.extent(2) != in) {
      throw new IllegalArgumentException(
          "%s cannot take %s: it takes sequences [batch, time, %d]".formatted(this, x, in));
    }
  }

  private void check(Tensor x, Memory begin) {
    check(x);
    if (begin.parts().size() != parts
        || begin.hidden().extent(0) != x.extent(0)
        || begin.hidden().extent(1) != hidden) {
      throw new IllegalArgumentException(
          "%s cannot read %s with a memory of %s: it needs %d of [%d, %d]"
              .formatted(this, x, begin.parts(), parts, x.extent(0), hidden));
    }
  }

  @Override
  public final String toString() {
    return "%s %d to %d".formatted(kind, in, hidden);
  }
}
