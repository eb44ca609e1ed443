package org.palaestra.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.palaestra.store.Json;

/**
 * Against what rliable gave for the same scores: every file of {@code DIR/statistics}, DIR being
 * the property {@code conformance.dir}.
 */
final class RliableConformanceTest {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path ROOT = MODULE.resolveSibling("");

  @TestFactory
  Stream<DynamicTest> numbersAreRliables() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      int number = 0;
      for (JsonNode one : Json.read(file).path("cases")) {
        String name = file.getFileName() + " " + number++;
        tests.add(DynamicTest.dynamicTest(name, () -> compare(one)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void compare(JsonNode one) {
    double[][] scores = matrix(one.path("scores"));
    exactly("mean", one, Aggregate.MEAN.of(scores));
    exactly("median", one, Aggregate.MEDIAN.of(scores));
    exactly("iqm", one, Aggregate.INTERQUARTILE_MEAN.of(scores));
    exactly("optimality_gap", one, Aggregate.OPTIMALITY_GAP.of(scores));
    exactly(
        "probability_of_improvement",
        one,
        ProbabilityOfImprovement.of(scores, matrix(one.path("other"))));
    Interval interval = Interval.of(Aggregate.INTERQUARTILE_MEAN, scores);
    JsonNode expected = one.path("iqm_interval_95");
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), within(0.02));
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), within(0.02));
  }

  private static void exactly(String field, JsonNode one, double actual) {
    assertThat(one.has(field)).as(field).isTrue();
    assertThat(actual).as(field).isCloseTo(one.path(field).asDouble(), within(1e-12));
  }

  private static double[][] matrix(JsonNode json) {
    double[][] matrix = new double[json.size()][];
    for (int run = 0; run < matrix.length; run++) {
      matrix[run] = new double[json.get(run).size()];
      for (int task = 0; task < matrix[run].length; task++) {
        matrix[run][task] = json.get(run).get(task).asDouble();
      }
    }
    return matrix;
  }

  private static List<Path> files() throws IOException {
    String directory = System.getProperty("conformance.dir", "../shared/conformance");
    Path module = MODULE.resolve(directory).resolve("statistics").normalize();
    Path root = ROOT.resolve(directory).resolve("statistics").normalize();
    Path folder = Files.exists(module) ? module : root;
    if (!Files.exists(folder)) {
      Assumptions.assumeTrue(
          System.getenv("CI") != null, "the reference numbers are not there: " + folder);
    }
    assertThat(folder).as("the folder of -Dconformance.dir=%s", directory).isDirectory();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    }
    return files;
  }
}
