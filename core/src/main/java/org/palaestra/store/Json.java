package org.palaestra.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON as the platform writes and reads it: plain trees, strict, without types from files. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** On one line. */
  public static String line(JsonNode node) {
    return node.toString();
  }

  /**
   * Reads a text.
   *
   * @throws IOException if it is not one JSON value
   */
  public static JsonNode parse(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /**
   * Reads a file.
   *
   * @throws DamagedFileException if it does not hold one JSON object
   */
  public static JsonNode read(Path file) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
      if (node == null || !node.isObject()) {
        throw new DamagedFileException(file, "it does not hold a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new DamagedFileException(file, e.getOriginalMessage());
    }
  }

  /** Writes a file, indented, whole or not at all. */
  public static void write(Path file, JsonNode node) throws IOException {
    AtomicFile.writeText(file, MAPPER.writeValueAsString(node) + "\n");
  }
}
