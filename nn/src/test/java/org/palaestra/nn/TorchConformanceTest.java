package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.store.Json;

/**
 * Every case of {@code torch/layers.json} in the folder of the property {@code conformance.dir},
 * and of any other file of the same form that is put there.
 */
final class TorchConformanceTest {

  private static final double TOLERANCE = 1e-5;

  private static final Map<String, TorchCase.Builder> BUILDERS = new HashMap<>();

  static {
    BUILDERS.putAll(ElementCases.all());
    BUILDERS.putAll(LossCases.all());
    BUILDERS.putAll(RecurrentCases.all());
    BUILDERS.putAll(ImageCases.all());
  }

  @TestFactory
  Stream<DynamicTest> everyRecordedLayerGivesPyTorchsNumbers() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "torch", "layers.json");
    if (!Files.exists(file)) {
      Assumptions.assumeTrue(
          System.getenv("CI") != null, "the reference numbers are not there: " + file);
    }
    List<DynamicTest> tests = new ArrayList<>();
    int number = 0;
    for (JsonNode recorded : Json.read(file).path("cases")) {
      String kind = recorded.path("kind").asText();
      for (String kernels : KernelChoice.names()) {
        tests.add(
            DynamicTest.dynamicTest(
                "%d %s %s, %s".formatted(number, kind, recorded.path("attributes"), kernels),
                () -> check(recorded, kind, kernels)));
      }
      number++;
    }
    return tests.stream();
  }

  private static void check(JsonNode recorded, String kind, String kernels) {
    TorchCase.Builder builder =
        Objects.requireNonNull(BUILDERS.get(kind), "no builder for the kind " + kind);
    TorchCase one = new TorchCase(recorded, KernelChoice.of(kernels));
    assertThat(one.run(builder.build(one), TOLERANCE)).isEmpty();
  }
}
