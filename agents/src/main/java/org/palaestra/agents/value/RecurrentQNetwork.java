package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.reshape;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Lstm;
import org.palaestra.nn.Memory;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Recurrent;
import org.palaestra.nn.Tensor;

/** From what has been observed so far to the value of each action. */
final class RecurrentQNetwork {

  /**
   * What came out.
   *
   * @param q {@code [B · T, A]}
   * @param memory what is remembered after the last step
   */
  record Read(Tensor q, Memory memory) {}

  private final Parameters weights = new Parameters();
  private final Body body;
  private final Lstm lstm;
  private final Linear head;

  RecurrentQNetwork(Task task, DrqnSettings.Network settings) {
    body = new Body(weights, "body", task.observations, settings.body(), LinearLayers.PLAIN);
    lstm = new Lstm(weights, "memory", body.width(), settings.memory());
    head = new Linear(weights, "head", settings.memory(), task.actions);
  }

  Parameters weights() {
    return weights;
  }

  /** An empty memory of {@code batch} rows. */
  Memory memory(Graph graph, int batch) {
    return lstm.memory(graph, batch);
  }

  /**
   * Reads sequences.
   *
   * @param x {@code [B · T, D]}, sequence by sequence
   * @param begin what is remembered before the first step
   * @param resets {@code [B, T]} not 0 where memory is cleared before the step
   */
  Read read(Tensor x, Memory begin, Tensor resets) {
    Tensor features = body.features(x);
    int batch = resets.extent(0);
    int steps = resets.extent(1);
    Recurrent.Unrolled unrolled =
        lstm.apply(reshape(features, batch, steps, body.width()), begin, resets);
    Tensor q = head.apply(reshape(unrolled.outputs(), batch * steps, lstm.hidden()));
    return new Read(q, unrolled.memory());
  }
}
