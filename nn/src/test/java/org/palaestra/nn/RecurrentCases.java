package org.palaestra.nn;

import java.util.HashMap;
import java.util.Map;

/** Recorded cases of recurrent layers. */
final class RecurrentCases {

  @FunctionalInterface
  private interface Maker {
    Recurrent make(Parameters parameters, String name, int in, int hidden);
  }

  private RecurrentCases() {}

  static Map<String, TorchCase.Builder> all() {
    return Map.of(
        "rnn_tanh", layer(Rnn::new),
        "lstm", layer(Lstm::new),
        "gru", layer(Gru::new));
  }

  private static TorchCase.Builder layer(Maker maker) {
    return recorded -> {
      int in = recorded.shape("weight_ih")[1];
      int hidden = recorded.shape("weight_hh")[1];
      Recurrent layer = maker.make(recorded.parameters(), "layer", in, hidden);
      for (String name : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
        recorded.parameter(name, "layer." + name);
      }
      boolean cells = layer instanceof Lstm;
      Tensor h0 = matrix(recorded.input("h0"));
      Memory begin = cells ? Memory.of(h0, matrix(recorded.input("c0"))) : Memory.of(h0);
      Recurrent.Unrolled unrolled = layer.apply(recorded.input("x"), begin);
      Map<String, Tensor> outputs = new HashMap<>();
      outputs.put("y", unrolled.outputs());
      outputs.put("h", recordedShape(unrolled.memory().hidden()));
      if (cells) {
        outputs.put("c", recordedShape(unrolled.memory().cell()));
      }
      return outputs;
    };
  }

  /** {@code [1, B, H]} to {@code [B, H]}. */
  private static Tensor matrix(Tensor x) {
    return Functions.reshape(x, x.extent(1), x.extent(2));
  }

  private static Tensor recordedShape(Tensor x) {
    return Functions.reshape(x, 1, x.extent(0), x.extent(1));
  }
}
