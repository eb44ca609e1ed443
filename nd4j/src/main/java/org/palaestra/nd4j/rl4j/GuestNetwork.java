package org.palaestra.nd4j.rl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/**
 * The network that RL4J learns, as our own: rectified layers of one width, and behind them the
 * values of actions, or a policy and the value of the state.
 */
final class GuestNetwork {

  /** What stands behind the hidden layers. */
  enum Head {
    /** Q(s, a). */
    ACTION_VALUES,
    /** Logits of π(a | s), and V(s). */
    POLICY_AND_VALUE
  }

  /**
   * What it says of B observations.
   *
   * @param actions {@code [B, A]} values or logits
   * @param value {@code [B, 1]} of the states, if it says so
   */
  record Outputs(Tensor actions, Optional<Tensor> value) {}

  private final Parameters weights = new Parameters();
  private final List<Linear> hidden = new ArrayList<>();
  private final List<Linear> heads = new ArrayList<>();

  /** Weights are yet to be set. */
  GuestNetwork(int inputs, int actions, DenseSettings settings, Head head) {
    int in = inputs;
    for (int i = 0; i < settings.layers(); i++) {
      hidden.add(linear("body." + i, in, settings.width()));
      in = settings.width();
    }
    switch (head) {
      case ACTION_VALUES -> heads.add(linear("q", in, actions));
      case POLICY_AND_VALUE -> {
        heads.add(linear("policy", in, actions));
        heads.add(linear("value", in, 1));
      }
    }
  }

  /** RL4J begins with Xavier's weights, too, but with the same ones in every run. */
  private Linear linear(String name, int in, int out) {
    return new Linear(
        weights, name, in, out, Initialisers.xavierNormal(in, out), Initialisers.constant(0));
  }

  /** Weight and bias of each layer, in the order of the layers. */
  Parameters weights() {
    return weights;
  }

  /**
   * Its answers in the graph of {@code x}.
   *
   * @param x {@code [B, D]} encoded observations
   */
  Outputs outputs(Tensor x) {
    Tensor h = x;
    for (Linear layer : hidden) {
      h = layer.applyRelu(h);
    }
    return new Outputs(
        heads.get(0).apply(h),
        heads.size() == 1 ? Optional.empty() : Optional.of(heads.get(1).apply(h)));
  }
}
