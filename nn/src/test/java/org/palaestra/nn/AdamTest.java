package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.store.Json;

final class AdamTest {

  @Test
  void theFirstStepMovesEachParameterByTheLearningRate() {
    // m̂ = g and v̂ = g², so that the step is rate · g / (|g| + ε).
    float[] parameters = new float[16];
    float[] gradients = new float[16];
    gradients[0] = 5;
    gradients[1] = -0.01f;
    new Adam(KernelChoice.of("vector"), 16, 1e-8).step(parameters, gradients, 0.1);
    assertThat(parameters[0]).isCloseTo(-0.1f, within(1e-6f));
    assertThat(parameters[1]).isCloseTo(0.1f, within(1e-6f));
    assertThat(parameters[2]).isZero();
  }

  @Test
  void trajectoriesAreThoseOfPyTorch() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "torch", "optimizers.json");
    if (!Files.exists(file)) {
      Assumptions.assumeTrue(
          System.getenv("CI") != null, "the reference numbers are not there: " + file);
    }
    int steps = 0;
    for (JsonNode recorded : Json.read(file).path("optimizers")) {
      JsonNode attributes = recorded.path("attributes");
      if (!recorded.path("kind").asText().equals("adam")
          || attributes.path("weight_decay").asDouble() != 0) {
        continue;
      }
      double[] start = numbers(recorded.path("start"));
      float[] parameters = new float[16];
      for (int i = 0; i < start.length; i++) {
        parameters[i] = (float) start[i];
      }
      Adam adam =
          new Adam(KernelChoice.of("vector"), 16, attributes.path("epsilon").asDouble(1e-8));
      for (JsonNode step : recorded.path("steps")) {
        float[] gradients = new float[16];
        double[] given = numbers(step.path("gradient"));
        for (int i = 0; i < given.length; i++) {
          gradients[i] = (float) given[i];
        }
        adam.step(parameters, gradients, attributes.path("learning_rate").asDouble());
        double[] expected = numbers(step.path("parameter_after"));
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) parameters[i])
              .as("step %d, parameter %d", steps, i)
              .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
        }
        steps++;
      }
    }
    assertThat(steps).isGreaterThan(3);
  }

  private static double[] numbers(JsonNode tensor) {
    double[] values = new double[tensor.path("data").size()];
    Arrays.setAll(values, i -> tensor.path("data").get(i).asDouble());
    return values;
  }
}
