package org.palaestra.nn;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Recorded cases of linear layers and of functions element by element. */
final class ElementCases {

  private ElementCases() {}

  static Map<String, TorchCase.Builder> all() {
    return Map.of(
        "relu", function(Functions::relu),
        "sigmoid", function(Functions::sigmoid),
        "tanh", function(Functions::tanh),
        "linear", ElementCases::linear);
  }

  private static TorchCase.Builder function(UnaryOperator<Tensor> function) {
    return recorded -> Map.of("y", function.apply(recorded.input("x")));
  }

  private static Map<String, Tensor> linear(TorchCase recorded) {
    int[] shape = recorded.shape("weight");
    Linear layer = new Linear(recorded.parameters(), "layer", shape[1], shape[0]);
    recorded.parameter("weight", "layer.weight");
    recorded.parameter("bias", "layer.bias");
    return Map.of("y", layer.apply(recorded.input("x")));
  }
}
