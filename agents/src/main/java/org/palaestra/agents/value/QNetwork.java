package org.palaestra.agents.value;

import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/**
 * Linear layers with rectifiers between them: from what is observed to the value of each action.
 */
final class QNetwork {

  private final Parameters weights = new Parameters();
  private final Linear[] layers;

  QNetwork(int inputs, int[] hidden, int actions) {
    layers = new Linear[hidden.length + 1];
    int in = inputs;
    for (int i = 0; i < hidden.length; i++) {
      layers[i] = new Linear(weights, Integer.toString(i), in, hidden[i]);
      in = hidden[i];
    }
    layers[hidden.length] = new Linear(weights, Integer.toString(hidden.length), in, actions);
  }

  Parameters weights() {
    return weights;
  }

  /**
   * The values in the graph of {@code x}.
   *
   * @param x {@code [B, D]}
   * @return {@code [B, A]}
   */
  Tensor values(Tensor x) {
    Tensor h = x;
    for (int i = 0; i < layers.length - 1; i++) {
      h = layers[i].applyRelu(h);
    }
    return layers[layers.length - 1].apply(h);
  }
}
