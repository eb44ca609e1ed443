package org.palaestra.agents.policy;

import org.palaestra.agents.network.Recall;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Space;

/** A policy and the value of states, on two trunks or on one that they share. */
final class ActorCritic {

  private final Parameters weights = new Parameters();
  private final Trunk actor;
  private final Trunk critic;
  private final ActionHead head;
  private final Linear value;

  ActorCritic(Space observations, Space actions, Trunk.Kind kind, boolean shared) {
    actor = kind.of(weights, shared ? "body" : "actor", observations);
    critic = shared ? actor : kind.of(weights, "critic", observations);
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

  /** V alone, {@code [B]}, in the graph of {@code x [B, D]}, which holds sequences. */
  Tensor value(Tensor x, Recall recall) {
    return flat(value.apply(critic.features(x, recall)));
  }

  /** Both, computing a shared trunk once. */
  Judgement both(Tensor x, Recall recall) {
    Tensor features = actor.features(x, recall);
    ActionDistribution policy = head.distribution(features);
    Tensor v = actor == critic ? flat(value.apply(features)) : value(x, recall);
    return new Judgement(policy, v);
  }

  private static Tensor flat(Tensor column) {
    return Functions.reshape(column, column.extent(0));
  }

  /** What may be done, and {@code [B]} what it is worth to be there. */
  record Judgement(ActionDistribution policy, Tensor value) {}
}
