package org.palaestra.agents.policy;

import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** A policy and the value of states, on two bodies or on one that they share. */
final class ActorCritic {

  private final Parameters weights = new Parameters();
  private final Body actor;
  private final Body critic;
  private final ActionHead head;
  private final Linear value;

  ActorCritic(Space observations, Space actions, BodySettings settings, boolean shared) {
    actor =
        new Body(weights, shared ? "body" : "actor", observations, settings, Body.Start.ORTHOGONAL);
    critic =
        shared ? actor : new Body(weights, "critic", observations, settings, Body.Start.ORTHOGONAL);
    head = ActionHead.of(weights, actions, actor.width());
    value =
        new Linear(
            weights,
            "value",
            critic.width(),
            1,
            Initialisers.orthogonal(1, critic.width(), 1),
            Initialisers.constant(0));
  }

  Parameters weights() {
    return weights;
  }

  ActionHead head() {
    return head;
  }

  /** The policy alone, in the graph of {@code x [B, D]}. */
  ActionDistribution policy(Tensor x) {
    return head.distribution(actor.features(x));
  }

  /** V alone, {@code [B]}. */
  Tensor value(Tensor x) {
    return flat(value.apply(critic.features(x)));
  }

  /** Both, computing a shared body once. */
  Judgement both(Tensor x) {
    Tensor features = actor.features(x);
    ActionDistribution policy = head.distribution(features);
    Tensor v = actor == critic ? flat(value.apply(features)) : value(x);
    return new Judgement(policy, v);
  }

  private static Tensor flat(Tensor column) {
    return Functions.reshape(column, column.extent(0));
  }

  /** What may be done, and {@code [B]} what it is worth to be there. */
  record Judgement(ActionDistribution policy, Tensor value) {}
}
