package org.palaestra.environments;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Numbers recorded from reference implementations. Where the folder is missing, a test is skipped
 * by name on a person's machine and fails on CI.
 */
public final class ReferenceData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceData() {}

  /** A JSON file, gzipped if its name says so. */
  public static JsonNode tree(String name) {
    try (InputStream in = open(name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file of JSON lines. */
  public static List<JsonNode> lines(String name) {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static InputStream open(String name) throws IOException {
    Path folder = Path.of(System.getProperty("conformance.dir", "../../shared/conformance"));
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      String missing =
          "reference data %s is missing; give its folder with -Dconformance.dir=".formatted(file);
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    InputStream in = Files.newInputStream(file);
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
