package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.store.Json;

/**
 * Every case of {@code torch/layers.json} and {@code torch/optimizers.json} in the folder of the
 * property {@code conformance.dir}, and of any other file of the same forms beside them.
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
    List<DynamicTest> tests = new ArrayList<>();
    Recorded.all("cases")
        .forEach(
            (place, recorded) -> {
              String kind = recorded.path("kind").asText();
              for (String kernels : KernelChoice.names()) {
                tests.add(
                    DynamicTest.dynamicTest(
                        "%s %s %s, %s".formatted(place, kind, recorded.path("attributes"), kernels),
                        () -> check(place, recorded, kind, kernels)));
              }
            });
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> everyRecordedOptimiserAndClippingGivesPyTorchsNumbers() throws IOException {
    return OptimiserCases.all();
  }

  @Test
  void unknownKindIsNamedWithThoseThatAreKnown() throws IOException {
    JsonNode recorded = Json.parse("{\"kind\": \"maxout\"}");
    assertThatThrownBy(() -> check("layers.json 3", recorded, "maxout", "scalar"))
        .hasMessageContaining("layers.json 3 is of the unknown kind \"maxout\"; known are [avg_");
  }

  @Test
  void folderThatIsNamedMustBeThere() {
    assertThatThrownBy(() -> Recorded.folder("/nowhere"))
        .hasMessageContaining("the folder of -Dconformance.dir=/nowhere");
  }

  private static void check(String place, JsonNode recorded, String kind, String kernels) {
    TorchCase.Builder builder = BUILDERS.get(kind);
    if (builder == null) {
      throw new AssertionError(
          "%s is of the unknown kind \"%s\"; known are %s"
              .formatted(place, kind, new TreeSet<>(BUILDERS.keySet())));
    }
    TorchCase one = new TorchCase(recorded, KernelChoice.of(kernels));
    List<String> problems = one.run(builder.build(one), TOLERANCE);
    assertThat(problems).as("%s, %s %s", place, kind, recorded.path("attributes")).isEmpty();
  }
}
