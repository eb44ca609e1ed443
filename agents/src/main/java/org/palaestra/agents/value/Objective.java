package org.palaestra.agents.value;

import org.palaestra.nn.Tensor;

/** What an update lowers: how far the values of a {@link Batch} are from what they should be. */
interface Objective {

  /** How it is made for its networks. */
  @FunctionalInterface
  interface Maker {
    Objective make(QNetwork online, QNetwork target, Batch batch);
  }

  /** Sets the targets from what the bootstrapping graph has computed. */
  void bootstrap();

  /** {@code [B]} the loss of each transition, in the learning graph. */
  Tensor losses();

  /** How wrong the agent was about a transition, after the learning graph was computed. */
  double error(int row);

  /** Q(s, a) of a transition, likewise. */
  double value(int row);
}
