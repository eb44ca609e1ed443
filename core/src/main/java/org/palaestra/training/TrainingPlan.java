package org.palaestra.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
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

  /** The same work on other numeric kernels. */
  public TrainingPlan withKernels(String others) {
    return new TrainingPlan(environment, agent, settings, seed, steps, copies, others);
  }

  /**
   * The same work with every setting, also those that its agent did not have when the plan was
   * made: they are as the agent has them without being told. An agent that is not there changes
   * nothing.
   */
  public TrainingPlan completed(Agents agents) {
    Map<String, String> all = new TreeMap<>();
    agents.all().stream()
        .<AgentDefinition<?>>map(Agents.Registered::definition)
        .filter(definition -> definition.id().equals(agent))
        .findFirst()
        .ifPresent(known -> all.putAll(Settings.flatten(known.defaults())));
    all.putAll(settings);
    return new TrainingPlan(environment, agent, all, seed, steps, copies, kernels);
  }

  /** As JSON. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("environment", SpecJson.write(environment));
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
    return new TrainingPlan(
        SpecJson.read(SpecJson.need(json, "environment")),
        SpecJson.need(json, "agent").asText(),
        SpecJson.texts(SpecJson.need(json, "settings")),
        SpecJson.whole(json, "seed"),
        SpecJson.whole(json, "steps"),
        SpecJson.small(json, "copies"),
        SpecJson.need(json, "kernels").asText());
  }
}
