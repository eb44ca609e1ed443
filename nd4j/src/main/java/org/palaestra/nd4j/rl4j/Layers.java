package org.palaestra.nd4j.rl4j;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights of DL4J's layers as plain floats: of each layer those {@code [out, in]}, which DL4J keeps
 * as {@code [in, out]}, and then the biases.
 *
 * @param model whose they are
 * @param names of its layers, in order
 */
record Layers(Model model, List<String> names) {

  /** Those of RL4J's dense DQN. */
  static Layers of(MultiLayerNetwork network, int hidden) {
    return new Layers(
        network, IntStream.rangeClosed(0, hidden).mapToObj(Integer::toString).toList());
  }

  /** Those of RL4J's dense actor-critic: the policy's and the value's come last. */
  static Layers of(ComputationGraph network, int hidden) {
    return new Layers(
        network,
        Stream.concat(
                IntStream.range(0, hidden).mapToObj(Integer::toString),
                Stream.of("softmax", "value"))
            .toList());
  }

  float[][] get() {
    float[][] all = new float[2 * names.size()][];
    for (int i = 0; i < names.size(); i++) {
      all[2 * i] = floats(weights(i).transpose());
      all[2 * i + 1] = floats(biases(i));
    }
    return all;
  }

  void set(float[][] all) {
    for (int i = 0; i < names.size(); i++) {
      INDArray weights = weights(i);
      INDArray given = Nd4j.createFromArray(all[2 * i]);
      weights.assign(given.reshape('c', weights.size(1), weights.size(0)).transpose());
      INDArray biases = biases(i);
      biases.assign(Nd4j.createFromArray(all[2 * i + 1]).reshape(biases.shape()));
    }
  }

  private INDArray weights(int layer) {
    return model.getParam(names.get(layer) + "_W");
  }

  private INDArray biases(int layer) {
    return model.getParam(names.get(layer) + "_b");
  }

  private static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').reshape(array.length()).toFloatVector();
  }
}
