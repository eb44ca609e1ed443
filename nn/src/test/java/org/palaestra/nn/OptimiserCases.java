package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;

/**
 * The recorded trajectories of a parameter under given gradients, and the clipping of gradients,
 * for {@link TorchConformanceTest}.
 */
final class OptimiserCases {

  private static final double TOLERANCE = 1e-5;

  private OptimiserCases() {}

  static Stream<DynamicTest> all() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Recorded.all("optimizers")
        .forEach(
            (place, one) -> {
              for (String kernels : KernelChoice.names()) {
                String name =
                    "%s %s %s, %s"
                        .formatted(
                            place, one.path("kind").asText(), one.path("attributes"), kernels);
                tests.add(
                    DynamicTest.dynamicTest(
                        name, () -> follow(name, one, KernelChoice.of(kernels))));
              }
            });
    Recorded.all("clipping")
        .forEach(
            (place, one) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        place + " " + one.path("kind").asText(), () -> clip(one))));
    return tests.stream();
  }

  private static void follow(String name, JsonNode recorded, Kernels kernels) {
    JsonNode start = recorded.path("start");
    Parameters parameters = new Parameters();
    Parameter parameter = parameters.add("p", Initialisers.constant(0), TorchCase.shape(start));
    parameter.set(TorchCase.numbers(start));
    String kind = recorded.path("kind").asText();
    JsonNode attributes = recorded.path("attributes");
    Optimiser optimiser = optimiser(kind, attributes, parameters, kernels);
    // AdamW's decay is its own; that of all others is the gradient of a ridge penalty.
    double decay = kind.equals("adamw") ? 0 : attributes.path("weight_decay").asDouble(0);
    int number = 0;
    assertThat(recorded.path("steps")).isNotEmpty();
    for (JsonNode step : recorded.path("steps")) {
      float[] gradient = TorchCase.numbers(step.path("gradient"));
      System.arraycopy(gradient, 0, parameter.gradient(), 0, gradient.length);
      Penalty.ridge(decay).addGradients(parameters.all());
      optimiser.step(attributes.path("learning_rate").asDouble());
      List<String> problems = new ArrayList<>();
      TorchCase.compare(
          "the parameter after step " + ++number,
          TorchCase.numbers(step.path("parameter_after")),
          parameter.get(),
          TOLERANCE,
          problems);
      assertThat(problems).as(name).isEmpty();
    }
  }

  private static Optimiser optimiser(
      String kind, JsonNode attributes, Parameters parameters, Kernels kernels) {
    double momentum = attributes.path("momentum").asDouble();
    double alpha = attributes.path("alpha").asDouble();
    double beta1 = attributes.path("beta1").asDouble();
    double beta2 = attributes.path("beta2").asDouble();
    double epsilon = attributes.path("epsilon").asDouble();
    double decay = attributes.path("weight_decay").asDouble();
    return switch (kind) {
      case "sgd", "sgd_l2" -> new Sgd(parameters);
      case "momentum" -> Sgd.momentum(parameters, momentum);
      case "nesterov" -> Sgd.nesterov(parameters, momentum);
      case "adagrad" -> new AdaGrad(parameters, epsilon);
      case "rmsprop" -> new RmsProp(parameters, alpha, epsilon);
      case "rmsprop_centered" -> RmsProp.centred(parameters, alpha, epsilon);
      case "adam" -> new Adam(kernels, parameters, beta1, beta2, epsilon);
      case "adamw" -> new AdamW(kernels, parameters, beta1, beta2, epsilon, decay);
      default -> throw new AssertionError("no optimiser for the kind " + kind);
    };
  }

  private static void clip(JsonNode recorded) {
    assertThat(recorded.path("kind").asText()).isEqualTo("clip_grad_norm");
    Parameters parameters = new Parameters();
    for (JsonNode gradient : recorded.path("gradients")) {
      Parameter parameter =
          parameters.add(
              "p" + parameters.all().size(), Initialisers.constant(0), TorchCase.shape(gradient));
      float[] values = TorchCase.numbers(gradient);
      System.arraycopy(values, 0, parameter.gradient(), 0, values.length);
    }
    double norm = recorded.path("total_norm").asDouble();
    assertThat(GradientClipping.byNorm(parameters, recorded.path("max_norm").asDouble()))
        .isCloseTo(norm, within(TOLERANCE * norm));
    List<String> problems = new ArrayList<>();
    int i = 0;
    for (JsonNode clipped : recorded.path("clipped")) {
      TorchCase.compare(
          "gradient " + i,
          TorchCase.numbers(clipped),
          parameters.all().get(i).getGradient(),
          TOLERANCE,
          problems);
      i++;
    }
    assertThat(problems).isEmpty();
    assertThat(i).isEqualTo(parameters.all().size()).isPositive();
  }
}
