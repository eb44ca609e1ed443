package org.palaestra.nn;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.palaestra.nn.distribution.Categorical;
import org.palaestra.nn.distribution.DiagonalGaussian;

/** Recorded cases of activation functions, losses and distributions. */
final class LossCases {

  /** The slope of leaky ReLU that PyTorch takes when none is said. */
  private static final double SLOPE = 0.01;

  private LossCases() {}

  static Map<String, TorchCase.Builder> all() {
    return Map.ofEntries(
        entry("leaky_relu", LossCases::leakyRelu),
        entry("softmax", c -> Map.of("y", Functions.softmax(c.input("x")))),
        entry("log_softmax", c -> Map.of("y", Functions.logSoftmax(c.input("x")))),
        entry("softplus", c -> Map.of("y", Functions.softplus(c.input("x")))),
        entry("elu", c -> Map.of("y", Functions.elu(c.input("x"), orElse(c, "alpha", 1)))),
        entry("gelu", c -> Map.of("y", Functions.gelu(c.input("x")))),
        entry("silu", c -> Map.of("y", Functions.silu(c.input("x")))),
        entry("mse", c -> loss(Losses.mse(prediction(c), target(c), reduction(c)))),
        entry("l1", c -> loss(Losses.l1(prediction(c), target(c), reduction(c)))),
        entry(
            "huber",
            c -> loss(Losses.huber(prediction(c), target(c), orElse(c, "delta", 1), reduction(c)))),
        entry(
            "smooth_l1",
            c ->
                loss(
                    Losses.smoothL1(prediction(c), target(c), orElse(c, "beta", 1), reduction(c)))),
        entry(
            "bce_with_logits",
            c -> loss(Losses.binaryCrossEntropy(c.input("logits"), target(c), reduction(c)))),
        entry(
            "cross_entropy",
            c -> loss(Losses.crossEntropy(c.input("logits"), c.indices("target"), reduction(c)))),
        entry(
            "kl_gaussian_standard",
            c ->
                loss(
                    Divergences.gaussianToStandard(
                        c.input("mean"), c.input("log_variance"), LossReduction.MEAN))),
        entry(
            "categorical_entropy",
            c -> loss(reduction(c).of(new Categorical(c.input("logits")).entropy()))),
        entry(
            "categorical_log_prob",
            c -> Map.of("y", new Categorical(c.input("logits")).logProb(c.indices("action")))),
        entry("normal_log_prob", LossCases::normalLogProb));
  }

  private static Map<String, Tensor> leakyRelu(TorchCase recorded) {
    return Map.of(
        "y", Functions.leakyRelu(recorded.input("x"), orElse(recorded, "negative_slope", SLOPE)));
  }

  private static Map<String, Tensor> normalLogProb(TorchCase recorded) {
    Tensor mean = recorded.input("mean");
    Tensor value = recorded.graph().input(mean.shape());
    JsonNode given = recorded.json().path("attributes").path("value");
    value.set(TorchCase.numbers(given));
    return Map.of("y", new DiagonalGaussian(mean, recorded.input("log_std")).logProb(value));
  }

  private static Tensor prediction(TorchCase recorded) {
    return recorded.input("prediction");
  }

  private static Tensor target(TorchCase recorded) {
    return recorded.input("target");
  }

  private static Map<String, Tensor> loss(Tensor loss) {
    return Map.of("loss", loss);
  }

  private static LossReduction reduction(TorchCase recorded) {
    String name = recorded.json().path("attributes").path("reduction").asText("mean");
    return LossReduction.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static double orElse(TorchCase recorded, String attribute, double usual) {
    return recorded.json().path("attributes").path(attribute).asDouble(usual);
  }
}
