package org.palaestra.agents.value;

import java.util.function.UnaryOperator;
import org.palaestra.agents.network.Body;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.nn.Layer;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/**
 * From what is observed to the value of each action. Behind the body a head gives Z numbers an
 * action: the value itself, or what describes its distribution.
 */
final class QNetwork {

  /** Makes the layer behind the body: {@code [B, width]} to {@code [B, A · Z]}. */
  @FunctionalInterface
  interface Head {
    Layer make(Parameters weights, int width);
  }

  private final Parameters weights = new Parameters();
  private final Body body;
  private final Layer head;
  private final UnaryOperator<Tensor> expectation;

  /**
   * Makes the layers.
   *
   * @param kind the linear layers of the body
   * @param expectation what makes {@code [B, A]} values of the head's outputs
   */
  QNetwork(
      Task task,
      BodySettings settings,
      LinearLayers kind,
      Head head,
      UnaryOperator<Tensor> expectation) {
    body = new Body(weights, "body", task.observations, settings, kind);
    this.head = head.make(weights, body.width());
    this.expectation = expectation;
  }

  /** One with a linear head that gives the values themselves. */
  static QNetwork plain(Task task, BodySettings settings, LinearLayers kind) {
    return new QNetwork(task, settings, kind, linear(kind, task.actions), UnaryOperator.identity());
  }

  /** A head of one layer. */
  static Head linear(LinearLayers kind, int outputs) {
    return (weights, width) -> kind.linear(weights, "head", width, outputs);
  }

  Parameters weights() {
    return weights;
  }

  /**
   * What the head gives, in the graph of {@code x}.
   *
   * @param x {@code [B, D]}
   * @return {@code [B, A · Z]}
   */
  Tensor outputs(Tensor x) {
    return head.apply(body.features(x));
  }

  /**
   * The values in the graph of {@code x}.
   *
   * @param x {@code [B, D]}
   * @return {@code [B, A]}
   */
  Tensor values(Tensor x) {
    return expectation.apply(outputs(x));
  }
}
