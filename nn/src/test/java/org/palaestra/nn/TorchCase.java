package org.palaestra.nn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palaestra.nn.kernel.Kernels;

/**
 * One recorded case: what goes in, what comes out, and the gradients of Σ output · output_gradient.
 * Tensors of four axes are recorded as {@code [batch, channels, height, width]} and turned into the
 * engine's {@code [batch, height, width, channels]} on the way in, and back on the way out.
 */
final class TorchCase {

  /** Builds a case's graph and returns its outputs by their recorded names. */
  @FunctionalInterface
  interface Builder {
    Map<String, Tensor> build(TorchCase recorded);
  }

  private final JsonNode json;
  private final Graph graph;
  private final Parameters parameters = new Parameters();
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Parameter> byRecordedName = new LinkedHashMap<>();
  private final Map<String, float[]> after = new LinkedHashMap<>();

  TorchCase(JsonNode json, Kernels kernels) {
    this.json = json;
    graph = new Graph(kernels);
  }

  Graph graph() {
    return graph;
  }

  /** Where the case's layers put their parameters. */
  Parameters parameters() {
    return parameters;
  }

  JsonNode json() {
    return json;
  }

  /** One number among the attributes. */
  double attribute(String name) {
    return json.path("attributes").path(name).asDouble();
  }

  /** The recorded extents of an input or parameter, in PyTorch's order. */
  int[] shape(String name) {
    return shape(recorded(name));
  }

  /** A recorded input as a variable of the graph, filled. */
  Tensor input(String name) {
    JsonNode tensor = recorded(name);
    int[] shape = shape(tensor);
    Tensor variable = graph.variable(toEngine(shape));
    variable.set(toEngine(numbers(tensor), shape));
    inputs.put(name, variable);
    return variable;
  }

  /** A recorded input as whole numbers, such as class indices. */
  int[] indices(String name) {
    float[] values = numbers(recorded(name));
    int[] indices = new int[values.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = Math.round(values[i]);
    }
    return indices;
  }

  /** Sets a parameter that a layer made to its recorded values; without any it stays 0. */
  void parameter(String recordedName, String name) {
    if (!json.path("parameters").has(recordedName)) {
      return;
    }
    Parameter parameter =
        parameters.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    parameter.set(numbers(json.path("parameters").path(recordedName)));
    byRecordedName.put(recordedName, parameter);
  }

  /** What must be in {@code actual} after the forward pass is recorded as {@code recordedName}. */
  void after(String recordedName, float[] actual) {
    after.put(recordedName, actual);
  }

  private JsonNode recorded(String name) {
    return json.path("inputs").has(name)
        ? json.path("inputs").path(name)
        : json.path("parameters").path(name);
  }

  /** Runs the case; returns what differs by more than the tolerance. */
  List<String> run(Map<String, Tensor> outputs, double tolerance) {
    List<String> problems = new ArrayList<>();
    graph.forward();
    outputs.forEach(
        (name, tensor) ->
            compare(
                name,
                json.path("outputs").path(name),
                tensor,
                tensor.value(),
                tolerance,
                problems));
    after.forEach(
        (name, actual) -> compare(name, numbers(json.path(name)), actual, tolerance, problems));
    if (outputs.size() != json.path("outputs").size()) {
      problems.add("outputs are " + outputs.keySet());
    }
    graph.clearGradients();
    parameters.clearGradients();
    outputs.forEach(
        (name, tensor) -> {
          JsonNode given = json.path("output_gradients").path(name);
          float[] values = toEngine(numbers(given), shape(given));
          System.arraycopy(values, 0, tensor.gradient(), 0, values.length);
        });
    graph.backward();
    json.path("gradients")
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (inputs.containsKey(name)) {
                Tensor tensor = inputs.get(name);
                compare(
                    "gradient of " + name,
                    field.getValue(),
                    tensor,
                    tensor.gradient(),
                    tolerance,
                    problems);
              } else if (byRecordedName.containsKey(name)) {
                float[] actual = byRecordedName.get(name).getGradient();
                compare(
                    "gradient of " + name, numbers(field.getValue()), actual, tolerance, problems);
              } else {
                problems.add("no gradient of " + name + " was computed");
              }
            });
    return problems;
  }

  private static void compare(
      String what,
      JsonNode expected,
      Tensor tensor,
      float[] actual,
      double tolerance,
      List<String> problems) {
    float[] wanted = toEngine(numbers(expected), shape(expected));
    if (wanted.length != tensor.size()) {
      problems.add("%s is %s instead of %s".formatted(what, tensor, expected.path("shape")));
      return;
    }
    compare(what, wanted, actual, tolerance, problems);
  }

  static void compare(
      String what, float[] expected, float[] actual, double tolerance, List<String> problems) {
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      if (!(difference <= tolerance * Math.max(Math.abs(expected[i]), Math.max(scale, 1e-3)))) {
        problems.add("%s[%d] is %s instead of %s".formatted(what, i, actual[i], expected[i]));
        return;
      }
    }
  }

  static float[] numbers(JsonNode tensor) {
    JsonNode data = tensor.path("data");
    if (!data.isArray()) {
      return new float[] {(float) data.asDouble()};
    }
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.get(i).asDouble();
    }
    return values;
  }

  static int[] shape(JsonNode tensor) {
    int[] shape = new int[tensor.path("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.path("shape").get(i).asInt();
    }
    return shape;
  }

  private static int[] toEngine(int[] s) {
    return s.length == 4 ? new int[] {s[0], s[2], s[3], s[1]} : s;
  }

  private static float[] toEngine(float[] values, int[] s) {
    if (s.length != 4) {
      return values;
    }
    float[] turned = new float[values.length];
    int from = 0;
    for (int b = 0; b < s[0]; b++) {
      for (int c = 0; c < s[1]; c++) {
        for (int y = 0; y < s[2]; y++) {
          for (int x = 0; x < s[3]; x++) {
            turned[((b * s[2] + y) * s[3] + x) * s[1] + c] = values[from++];
          }
        }
      }
    }
    return turned;
  }
}
