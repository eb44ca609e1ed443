package org.palaestra.agents.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agents.network.Recall;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/**
 * B steps of experience in a graph that judges them anew: the beginning of every loss. They are
 * sequences of T steps, one step each for a network that does not remember.
 */
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
  private final Recall recall;
  private final int steps; // T
  private final int[] places; // [B] in the rollout
  private @Nullable Rollout from;

  PolicyBatch(Kernels kernels, ActorCritic network, int size, int steps, int width) {
    this.size = size;
    this.steps = steps;
    places = new int[size];
    graph = new Graph(kernels);
    states = graph.input(size, width);
    advantage = graph.input(size);
    returns = graph.input(size);
    recall = new Recall(graph, size / steps, steps);
    ActorCritic.Judgement judgement = network.both(states, recall);
    policy = judgement.policy();
    value = judgement.value();
    logProb = policy.logProb();
    entropies = policy.entropy();
  }

  /**
   * Takes step {@code at} of a rollout as row {@code row}. Where a sequence begins, so does the
   * rollout, and the network with what it remembered then.
   */
  void put(int row, Rollout rollout, int at) {
    from = rollout;
    places[row] = at;
    int width = rollout.width;
    System.arraycopy(rollout.observations, at * width, states.value(), row * width, width);
    policy.allow(row, rollout.allowed, at * (rollout.allowed.length / rollout.size()));
    policy.ask(row, rollout.choices, at * rollout.choiceWidth);
    advantage.value()[row] = rollout.advantages[at];
    returns.value()[row] = rollout.returns[at];
    recall.resets().value()[row] = rollout.starts[at] ? 1 : 0;
    if (row % steps == 0) {
      recall.read(row / steps, rollout.memory, at * recall.width());
    }
  }

  /** The episodes of what was put here. */
  Set<PastEpisode> episodes() {
    return from == null ? Set.of() : from.episodes(places);
  }

  /** Brings the advantages to mean 0 and deviation 1; a single one stays as it is. */
  void standardiseAdvantages() {
    Rollout.standardise(advantage.value(), size);
  }
}
