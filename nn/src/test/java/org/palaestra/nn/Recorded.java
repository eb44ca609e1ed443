package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.palaestra.store.Json;

/**
 * The files {@code DIR/torch/*.json} of recorded numbers, DIR being the property {@code
 * conformance.dir}; a relative one may be seen from this module or from the root of the project.
 * They are a gift from beside the checkout where nobody named a folder, and may be missing then.
 */
final class Recorded {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path ROOT = MODULE.resolveSibling("");

  private Recorded() {}

  /** What all files hold under {@code field}, by a name that tells file and place. */
  static Map<String, JsonNode> all(String field) throws IOException {
    Path folder = folder(System.getProperty("conformance.dir", "../shared/conformance"));
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      JsonNode recorded = Json.read(file).path(field);
      Iterable<JsonNode> each =
          recorded.isArray() ? recorded : recorded.isMissingNode() ? List.of() : List.of(recorded);
      int number = 0;
      for (JsonNode one : each) {
        all.put("%s %d".formatted(file.getFileName(), number++), one);
      }
    }
    assertThat(all).as("no file in %s holds \"%s\"", folder, field).isNotEmpty();
    return all;
  }

  /** The folder {@code torch} of {@code directory}. */
  static Path folder(String directory) {
    Path module = MODULE.resolve(directory).resolve("torch").normalize();
    Path root = ROOT.resolve(directory).resolve("torch").normalize();
    Path folder = Files.exists(module) ? module : root;
    boolean named = !folder.equals(ROOT.resolve("../shared/conformance/torch").normalize());
    if (!Files.exists(folder) && !named) {
      Assumptions.assumeTrue(
          System.getenv("CI") != null, "the reference numbers are not there: " + folder);
    }
    assertThat(folder).as("the folder of -Dconformance.dir=%s", directory).isDirectory();
    return folder;
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }
}
