package org.palaestra.agents.value;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.Recall;
import org.palaestra.agents.network.RecurrentBody;
import org.palaestra.agents.network.RecurrentBodySettings;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/** From what has been observed so far to the value of each action. */
final class RecurrentQNetwork {

  private final Parameters weights = new Parameters();
  private final RecurrentBody body;
  private final Linear head;

  RecurrentQNetwork(Task task, RecurrentBodySettings settings) {
    body = new RecurrentBody(weights, "body", task.observations, settings, Body.Start.UNIFORM);
    head = new Linear(weights, "head", body.width(), task.actions);
  }

  Parameters weights() {
    return weights;
  }

  /**
   * Reads sequences.
   *
   * @param x {@code [B · T, D]}, sequence by sequence
   * @return {@code [B · T, A]}
   */
  Tensor q(Tensor x, Recall recall) {
    return head.apply(body.features(x, recall));
  }
}
