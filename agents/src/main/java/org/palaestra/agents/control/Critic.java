package org.palaestra.agents.control;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Box;

/** Q(s, a): a network of what is observed and done together. */
final class Critic {

  private final Body body;
  private final Linear head;

  /**
   * Makes the layers.
   *
   * @param inputs D, as encoded
   * @param actions A
   */
  Critic(Parameters weights, String name, int inputs, int actions, BodySettings settings) {
    BodySettings flat =
        new BodySettings(BodySettings.Convolution.NONE, settings.hidden(), settings.activation());
    body =
        new Body(
            weights,
            name,
            Box.of(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, inputs + actions),
            flat,
            Body.Start.UNIFORM);
    head = new Linear(weights, name + ".head", body.width(), 1);
  }

  /**
   * The values in the graph of {@code s}.
   *
   * @param s {@code [B, D]}
   * @param a {@code [B, A]} in [−1, 1]
   * @return {@code [B]}
   */
  Tensor value(Tensor s, Tensor a) {
    Tensor q = head.apply(body.features(Functions.concat(1, s, a)));
    return Functions.reshape(q, q.extent(0));
  }
}
