package org.palaestra.agents.control;

import static org.palaestra.nn.Functions.clip;
import static org.palaestra.nn.Functions.tanh;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.distribution.SquashedGaussian;
import org.palaestra.space.Space;

/** π(· | s): tanh of normal numbers, in [−1, 1]. */
final class GaussianActor {

  private static final double LEAST_LOG_STD = -20;
  private static final double GREATEST_LOG_STD = 2;

  private final Parameters weights = new Parameters();
  private final Body body;
  private final Linear mean;
  private final Linear logStd;

  GaussianActor(Space observations, int actions, BodySettings settings) {
    body = new Body(weights, "actor", observations, settings, Body.Start.UNIFORM);
    mean = new Linear(weights, "actor.mean", body.width(), actions);
    logStd = new Linear(weights, "actor.log_std", body.width(), actions);
  }

  Parameters weights() {
    return weights;
  }

  /** The distributions in the graph of {@code s [B, D]}. */
  SquashedGaussian policy(Tensor s) {
    Tensor features = body.features(s);
    return new SquashedGaussian(
        mean.apply(features), clip(logStd.apply(features), LEAST_LOG_STD, GREATEST_LOG_STD));
  }

  /** tanh of the mean, {@code [B, A]}. */
  Tensor mode(Tensor s) {
    return tanh(mean.apply(body.features(s)));
  }
}
