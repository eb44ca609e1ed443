package org.palaestra.agents.network;

import static org.palaestra.nn.Functions.reshape;

import org.palaestra.nn.Graph;
import org.palaestra.nn.Gru;
import org.palaestra.nn.Lstm;
import org.palaestra.nn.Memory;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Recurrent;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** A {@link Body} with a memory behind it, for what cannot all be seen at once. */
public final class RecurrentBody {

  private final Body body;
  private final Recurrent cell;

  /**
   * Makes the layers.
   *
   * @param weights take the parameters: those of the {@link Body}, then {@code
   *     NAME.memory.weight_ih} and so on, which begin as PyTorch's
   * @throws IllegalArgumentException if convolutions are asked for and do not fit
   */
  public RecurrentBody(
      Parameters weights,
      String name,
      Space observations,
      RecurrentBodySettings settings,
      Body.Start start) {
    body = new Body(weights, name, observations, settings.body(), start);
    String memory = name + ".memory";
    cell =
        switch (settings.cell()) {
          case LSTM -> new Lstm(weights, memory, body.width(), settings.memory());
          case GRU -> new Gru(weights, memory, body.width(), settings.memory());
        };
  }

  /** Numbers that {@link #features} gives for one observation. */
  public int width() {
    return cell.hidden();
  }

  /**
   * The features in the graph of {@code x}.
   *
   * @param x {@code [B · T, D]} encoded observations, sequence by sequence
   * @param recall of B sequences of T steps; takes the memory in
   * @return {@code [B · T, width]}
   */
  public Tensor features(Tensor x, Recall recall) {
    int batch = recall.resets().extent(0);
    int steps = recall.resets().extent(1);
    Tensor sequences = reshape(body.features(x), batch, steps, body.width());
    Memory begin = memory(x.graph(), batch);
    Recurrent.Unrolled unrolled = cell.apply(sequences, begin, recall.resets());
    recall.add(this, begin, unrolled.memory());
    return reshape(unrolled.outputs(), batch * steps, width());
  }

  private Memory memory(Graph graph, int batch) {
    return cell.memory(graph, batch);
  }
}
