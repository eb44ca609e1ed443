package org.palaestra.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;

/** The specs of environments as JSON: equal specs give equal texts. */
public final class SpecJson {

  private SpecJson() {}

  /** As JSON. */
  public static ObjectNode write(EnvironmentSpec spec) {
    ObjectNode json = Json.object();
    json.put("id", spec.id().toString());
    spec.options().forEach(json.putObject("options")::put);
    json.put("timeLimit", spec.timeLimit());
    ArrayNode wrappers = json.putArray("wrappers");
    for (WrapperSpec wrapper : spec.wrappers()) {
      ObjectNode one = wrappers.addObject();
      one.put("name", wrapper.name());
      wrapper.options().forEach(one.putObject("options")::put);
    }
    return json;
  }

  /**
   * From JSON.
   *
   * @throws InvalidInputException if something is missing or out of range
   */
  public static EnvironmentSpec read(JsonNode json) {
    return new EnvironmentSpec(
        EnvironmentId.parse(need(json, "id").asText()),
        texts(need(json, "options")),
        small(json, "timeLimit"),
        wrappers(json));
  }

  /** Specs from before there were wrappers have no list of them. */
  private static List<WrapperSpec> wrappers(JsonNode spec) {
    List<WrapperSpec> wrappers = new ArrayList<>();
    for (JsonNode one : spec.path("wrappers")) {
      wrappers.add(new WrapperSpec(need(one, "name").asText(), texts(need(one, "options"))));
    }
    return wrappers;
  }

  static JsonNode need(JsonNode json, String field) {
    JsonNode node = json.get(field);
    if (node == null) {
      throw new InvalidInputException("the plan has no \"" + field + "\"");
    }
    return node;
  }

  /** A whole number in {@code field}, which text or a fraction is not. */
  static long whole(JsonNode json, String field) {
    JsonNode node = need(json, field);
    if (!node.canConvertToLong() || !node.isIntegralNumber()) {
      throw new InvalidInputException(
          "the plan's \"%s\" must be a whole number, got %s".formatted(field, node));
    }
    return node.asLong();
  }

  /** A whole number as {@link #whole} that an int holds. */
  static int small(JsonNode json, String field) {
    long value = whole(json, field);
    if (value != (int) value) {
      throw new InvalidInputException(
          "the plan's \"%s\" must be at most %d, got %d"
              .formatted(field, Integer.MAX_VALUE, value));
    }
    return (int) value;
  }

  static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
