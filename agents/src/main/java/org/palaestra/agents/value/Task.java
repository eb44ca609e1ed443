package org.palaestra.agents.value;

import org.palaestra.agent.AgentContext;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.nn.Graph;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** What an agent is made for, as the parts of this package want it. */
final class Task {

  final Space observations;
  final InputEncoder encoder;
  final Discrete actionSpace;
  final int actions; // A
  final int copies; // N
  final Kernels kernels;
  final Progress progress;
  final RandomStream initialisation;
  final RandomStream draws;
  final RandomStream noise; // of noisy layers

  Task(AgentContext context) {
    observations = context.observations();
    encoder = new InputEncoder(observations);
    actionSpace = (Discrete) context.actions();
    actions = actionSpace.n();
    copies = context.copies();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    progress = new Progress(context.steps());
    initialisation = context.streams().stream(RandomStreams.INITIALISATION);
    draws = context.streams().stream(RandomStreams.REPLAY);
    noise = context.streams().stream("noise");
  }

  /** A graph to learn with. */
  Graph graph() {
    return new Graph(kernels, noise);
  }

  /** A graph to act with what was learned: without noise. */
  Graph quietGraph() {
    Graph graph = new Graph(kernels);
    graph.training(false);
    return graph;
  }
}
