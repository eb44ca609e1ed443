package org.palaestra.agents.control;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** μ(s), in [−1, 1]. */
final class DeterministicActor {

  private final Parameters weights = new Parameters();
  private final Body body;
  private final Linear head;

  DeterministicActor(Space observations, int actions, BodySettings settings) {
    body = new Body(weights, "actor", observations, settings, Body.Start.UNIFORM);
    head = new Linear(weights, "actor.head", body.width(), actions);
  }

  Parameters weights() {
    return weights;
  }

  /** {@code [B, D]} to {@code [B, A]}. */
  Tensor action(Tensor s) {
    return Functions.tanh(head.apply(body.features(s)));
  }
}
