package org.palaestra.app.board;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Preset;
import org.palaestra.settings.Settings;

/** The settings of an agent in few words: those that differ from the nearest thing with a name. */
public final class Configuration {

  /** As the command line calls the number of copies of the environment. */
  private static final String COPIES = "envs";

  private Configuration() {}

  /** For instance {@code defaults}, {@code MountainCar} or {@code defaults, discount=0.9}. */
  public static String describe(Standing standing, Agents agents) {
    return standing.person()
        ? "a person"
        : describe(standing.name(), standing.settings(), standing.copies(), agents);
  }

  /** The same of one entry. */
  public static String describe(Entry entry, Agents agents) {
    return entry
        .plan()
        .map(
            plan ->
                describe(plan.agent(), plan.completed(agents).settings(), plan.copies(), agents))
        .orElse("a person");
  }

  private static String describe(
      String agent, Map<String, String> settings, int copies, Agents agents) {
    Optional<AgentDefinition<?>> known = find(agent, agents);
    if (known.isEmpty()) {
      return "of an agent that is not there";
    }
    AgentDefinition<?> definition = known.get();
    Map<String, String> own = new TreeMap<>(settings);
    own.put(COPIES, Integer.toString(copies));
    String name = Preset.DEFAULTS;
    Map<String, String> changes = changes(definition, Optional.empty(), own);
    for (Preset preset : definition.presets()) {
      Map<String, String> other = changes(definition, Optional.of(preset), own);
      if (other.size() < changes.size()) {
        name = preset.name();
        changes = other;
      }
    }
    String rest =
        changes.entrySet().stream()
            .map(change -> ", " + change.getKey() + "=" + change.getValue())
            .collect(Collectors.joining());
    return name + rest;
  }

  private static Optional<AgentDefinition<?>> find(String id, Agents agents) {
    return agents.all().stream()
        .<AgentDefinition<?>>map(Agents.Registered::definition)
        .filter(definition -> definition.id().equals(id))
        .findFirst();
  }

  private static Map<String, String> changes(
      AgentDefinition<?> definition, Optional<Preset> preset, Map<String, String> settings) {
    Map<String, String> changes = new TreeMap<>(settings);
    Settings.flatten(definition.settings(preset, Map.of()))
        .forEach((key, value) -> changes.remove(key, value));
    int copies = preset.map(Preset::copies).orElse(definition.copies());
    changes.remove(COPIES, Integer.toString(copies));
    return changes;
  }
}
