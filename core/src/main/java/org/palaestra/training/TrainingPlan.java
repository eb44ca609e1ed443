package org.palaestra.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;

/**
 * The unit of work: everything that decides what a training comes to, as a value.
 *
 * @param environment where to train
 * @param agent id of the agent
 * @param settings every setting of the agent by key
 * @param seed root of all chance
 * @param steps environment steps in all, over all copies, at least 1
 * @param copies number of environment copies, at least 1
 * @param kernels which numeric kernels to compute with
 */
public record TrainingPlan(
    EnvironmentSpec environment,
    String agent,
    Map<String, String> settings,
    long seed,
    long steps,
    int copies,
    String kernels) {

  /** More copies than this are a slip of the keyboard. */
  public static final int MOST_COPIES = 65_536;

  /** Checks the numbers and copies the settings. */
  public TrainingPlan {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    if (steps < 1) {
      throw new InvalidInputException("steps must be at least 1, got " + steps);
    }
    if (copies < 1 || copies > MOST_COPIES) {
      throw new InvalidInputException(
          "the number of copies must be from 1 to %d, got %d".formatted(MOST_COPIES, copies));
    }
  }

  /** As JSON. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    ObjectNode spec = json.putObject("environment");
    spec.put("id", environment.id().toString());
    environment.options().forEach(spec.putObject("options")::put);
    spec.put("timeLimit", environment.timeLimit());
    ArrayNode wrappers = spec.putArray("wrappers");
    for (WrapperSpec wrapper : environment.wrappers()) {
      ObjectNode one = wrappers.addObject();
      one.put("name", wrapper.name());
      wrapper.options().forEach(one.putObject("options")::put);
    }
    json.put("agent", agent);
    settings.forEach(json.putObject("settings")::put);
    json.put("seed", seed);
    json.put("steps", steps);
    json.put("copies", copies);
    json.put("kernels", kernels);
    return json;
  }

  /**
   * From JSON.
   *
   * @throws InvalidInputException if something is missing or out of range
   */
  public static TrainingPlan fromJson(JsonNode json) {
    JsonNode spec = need(json, "environment");
    return new TrainingPlan(
        new EnvironmentSpec(
            EnvironmentId.parse(need(spec, "id").asText()),
            texts(need(spec, "options")),
            need(spec, "timeLimit").asInt(-1),
            wrappers(spec)),
        need(json, "agent").asText(),
        texts(need(json, "settings")),
        need(json, "seed").asLong(),
        need(json, "steps").asLong(),
        need(json, "copies").asInt(),
        need(json, "kernels").asText());
  }

  /** Plans from before there were wrappers have no list of them. */
  private static List<WrapperSpec> wrappers(JsonNode spec) {
    List<WrapperSpec> wrappers = new ArrayList<>();
    for (JsonNode one : spec.path("wrappers")) {
      wrappers.add(new WrapperSpec(need(one, "name").asText(), texts(need(one, "options"))));
    }
    return wrappers;
  }

  private static JsonNode need(JsonNode json, String field) {
    JsonNode node = json.get(field);
    if (node == null) {
      throw new InvalidInputException("the plan has no \"" + field + "\"");
    }
    return node;
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
