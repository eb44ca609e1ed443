package org.palaestra.agents.search;

import static org.palaestra.nn.Functions.tanh;

import org.palaestra.agents.Greedy;
import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * A network for one copy that acts without chance: the action of the greatest output, or outputs
 * between the bounds of a continuous action.
 */
final class SearchedPolicy {

  private final InputEncoder encoder;
  private final Parameters weights = new Parameters();
  private final Graph graph;
  private final Tensor state; // [1, D]
  private final Tensor output; // [1, A]
  private final int actions;
  private final boolean discrete;
  private final float[] low;
  private final float[] high;

  SearchedPolicy(Kernels kernels, Space observations, Space space, BodySettings settings) {
    encoder = new InputEncoder(observations);
    discrete = space instanceof Discrete;
    actions = space instanceof Discrete choice ? choice.n() : space.size();
    low = space instanceof Box box ? box.low() : new float[0];
    high = space instanceof Box box ? box.high() : new float[0];
    Body body = new Body(weights, "body", observations, settings, Body.Start.UNIFORM);
    Linear head = new Linear(weights, "head", body.width(), actions);
    graph = new Graph(kernels);
    state = graph.input(1, encoder.width());
    Tensor raw = head.apply(body.features(state));
    output = discrete ? raw : tanh(raw);
  }

  /** How many weights there are. */
  int size() {
    return Math.toIntExact(weights.size());
  }

  /** Takes over all weights, {@code [size]}. */
  void set(float[] all) {
    int at = 0;
    for (Parameter parameter : weights.all()) {
      System.arraycopy(all, at, parameter.value(), 0, parameter.size());
      at += parameter.size();
    }
  }

  /** All weights, {@code [size]}. */
  float[] get() {
    float[] all = new float[size()];
    int at = 0;
    for (Parameter parameter : weights.all()) {
      System.arraycopy(parameter.value(), 0, all, at, parameter.size());
      at += parameter.size();
    }
    return all;
  }

  /** Acts for one copy of a batch. */
  void act(StepBatch now, int copy, ActionBatch out) {
    encoder.encode(now.observations, copy * now.width(), state.value(), 0);
    graph.forward();
    if (discrete) {
      out.indices[copy] = Greedy.action(output.value(), 0, actions, now.allowed, copy * actions);
      return;
    }
    for (int i = 0; i < actions; i++) {
      float y = output.value()[i];
      boolean bounded = Float.isFinite(low[i]) && Float.isFinite(high[i]);
      out.values[copy * actions + i] =
          bounded ? (low[i] + high[i]) / 2 + (high[i] - low[i]) / 2 * y : y;
    }
  }
}
