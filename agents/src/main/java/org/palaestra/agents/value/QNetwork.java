package org.palaestra.agents.value;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** From what is observed to the value of each action. */
final class QNetwork {

  private final Parameters weights = new Parameters();
  private final Body body;
  private final Linear head;

  QNetwork(Space observations, BodySettings settings, int actions) {
    body = new Body(weights, "body", observations, settings, Body.Start.UNIFORM);
    head = new Linear(weights, "head", body.width(), actions);
  }

  Parameters weights() {
    return weights;
  }

  /**
   * The values in the graph of {@code x}.
   *
   * @param x {@code [B, D]}
   * @return {@code [B, A]}
   */
  Tensor values(Tensor x) {
    return head.apply(body.features(x));
  }
}
