package org.palaestra.agents.policy;

import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/** B steps of experience in a graph that judges them anew: the beginning of every loss. */
final class PolicyBatch {

  final int size; // B
  final Graph graph;
  final Tensor logProb; // [B] log π(a | s; θ) of what was done
  final Tensor value; // [B] V(s; θ)
  final Tensor entropies; // [B] of each row's distribution
  final Tensor advantage; // [B] A, given
  final Tensor returns; // [B] R, given

  private final Tensor states; // [B, D]
  private final ActionDistribution policy;

  PolicyBatch(Kernels kernels, ActorCritic network, int size, int width) {
    this.size = size;
    graph = new Graph(kernels);
    states = graph.input(size, width);
    advantage = graph.input(size);
    returns = graph.input(size);
    ActorCritic.Judgement judgement = network.both(states);
    policy = judgement.policy();
    value = judgement.value();
    logProb = policy.logProb();
    entropies = policy.entropy();
  }

  /** Takes step {@code at} of a rollout as row {@code row}. */
  void put(int row, Rollout rollout, int at) {
    int width = rollout.width;
    System.arraycopy(rollout.observations, at * width, states.value(), row * width, width);
    policy.allow(row, rollout.allowed, at * (rollout.allowed.length / rollout.size()));
    policy.ask(row, rollout.choices, at * rollout.choiceWidth);
    advantage.value()[row] = rollout.advantages[at];
    returns.value()[row] = rollout.returns[at];
  }

  /** Brings the advantages to mean 0 and deviation 1; a single one stays as it is. */
  void standardiseAdvantages() {
    Rollout.standardise(advantage.value(), size);
  }
}
