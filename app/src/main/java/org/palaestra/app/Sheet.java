package org.palaestra.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;

/** Prints what is known of one thing: a name and a value on each line. */
public final class Sheet {

  private final PrintWriter out;

  /** On which everything is printed at once. */
  public Sheet(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line. */
  public void row(String name, String value) {
    out.printf("%-30s %s%n", Visible.of(name), Visible.of(value));
  }

  /** Prints a line for each setting, indented. */
  public void settings(Map<String, String> settings) {
    settings.forEach((key, value) -> row("  " + key, value));
  }

  /** Prints a line for each field of an object. */
  public void fields(JsonNode object) {
    object.properties().forEach(field -> row(field.getKey(), field.getValue().asText()));
  }
}
