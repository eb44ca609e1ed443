package org.palaestra.agents.planning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.store.Json;

/** Tables that Gymnasium gave, and their values. */
final class Recorded {

  private Recorded() {}

  /** Environments with a discount, V* and V of acting by chance. */
  static JsonNode values() throws IOException {
    return Json.read(path("planning/optimal-values.json")).path("values");
  }

  static FiniteMdp table(String id) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(path("gymnasium/" + id + ".model.json.gz")))) {
      return new TableMdp(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static Path path(String file) {
    Path path = Path.of(System.getProperty("conformance.dir", ""), file);
    if (!Files.exists(path)) {
      Assumptions.assumeTrue(
          System.getenv("CI") != null, "the reference numbers are not there: " + path);
    }
    return path;
  }
}
