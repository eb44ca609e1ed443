package org.palaestra.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.app.EnvironmentChoice;
import org.palaestra.app.PlanChoice;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;
import org.palaestra.training.TrainingPlan;

/**
 * What a plan file asks for: every agent on every environment with every seed, for each of its
 * groups of trainings. Each training is a {@link TrainingPlan}, a value that can be carried out
 * anywhere.
 *
 * @param name letters, digits, {@code _ . -}: the folder of its runs
 * @param episodes evaluation episodes behind each training
 * @param studies in the order of the file
 */
public record Experiment(String name, int episodes, List<Study> studies) {

  private static final int MOST_TRAININGS = 100_000;
  private static final List<String> KEYS = List.of("name", "episodes", "trainings");
  private static final List<String> GROUP_KEYS =
      List.of(
          "environments",
          "options",
          "wrap",
          "bare",
          "time-limit",
          "agents",
          "preset",
          "set",
          "seeds",
          "steps",
          "envs",
          "kernels",
          "measure",
          "published",
          "reach");

  /** Copies. */
  public Experiment {
    studies = List.copyOf(studies);
  }

  /** Every training once, in the order of the file. */
  public List<TrainingPlan> plans() {
    return studies.stream().flatMap(study -> study.plans().stream()).distinct().toList();
  }

  /**
   * Reads a plan file.
   *
   * @throws InvalidInputException if something in it is unknown or refused; the message names the
   *     place
   */
  public static Experiment read(Path file, Environments environments, Agents agents) {
    YamlMap root = YamlMap.read(file, KEYS);
    String name = root.text("name");
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")) {
      throw new InvalidInputException(
          "%s: name must be letters, digits and _ . - (the folder of the runs), got %s"
              .formatted(file, name));
    }
    Long episodes = root.number("episodes", 1, 1_000_000);
    List<Study> studies = new ArrayList<>();
    long trainings = 0;
    for (YamlMap group : root.maps("trainings", GROUP_KEYS)) {
      trainings += size(group);
      if (trainings > MOST_TRAININGS) {
        throw new InvalidInputException(
            "%s asks for %,d trainings; at most %,d are carried out"
                .formatted(group.place(), trainings, MOST_TRAININGS));
      }
      try {
        studies.addAll(studies(group, environments, agents));
      } catch (IllegalArgumentException e) { // of a setting's record, or InvalidInputException
        String message = String.valueOf(e.getMessage());
        throw message.startsWith(group.place())
            ? e
            : new InvalidInputException(group.place() + ": " + message, e);
      }
    }
    return new Experiment(name, episodes == null ? 100 : episodes.intValue(), studies);
  }

  private static long size(YamlMap group) {
    return Math.max(1, group.list("environments").size())
        * (long) Math.max(1, group.list("agents").size())
        * seeds(group);
  }

  private static long seeds(YamlMap group) {
    Long seeds = group.number("seeds", 1, MOST_TRAININGS);
    return seeds == null ? 1 : seeds;
  }

  private static List<Study> studies(YamlMap group, Environments environments, Agents agents) {
    List<String> ids = some(group, "environments", "CartPole-v1");
    List<String> learners = some(group, "agents", "[dqn, ppo]");
    Map<String, String> published = group.texts("published");
    Map<String, String> reach = group.texts("reach");
    published.keySet().forEach(agent -> among(agent, learners, "published"));
    reach.keySet().forEach(agent -> among(agent, learners, "reach"));
    List<Study> studies = new ArrayList<>();
    for (String id : ids) {
      for (String agent : learners) {
        PlanChoice choice = choice(group, environments, agents, id, agent);
        List<TrainingPlan> plans = new ArrayList<>();
        for (long seed = 1; seed <= seeds(group); seed++) {
          plans.add(choice.plan(seed));
        }
        studies.add(
            new Study(
                choice.environment(),
                group.texts("options"),
                agent,
                choice.chosenPreset(),
                choice.settings(),
                plans,
                measure(group),
                published.get(agent),
                reach.containsKey(agent) ? number(reach.get(agent)) : null));
      }
    }
    return studies;
  }

  private static PlanChoice choice(
      YamlMap group, Environments environments, Agents agents, String id, String agent) {
    Long timeLimit = group.number("time-limit", 0, Integer.MAX_VALUE);
    Long copies = group.number("envs", 1, TrainingPlan.MOST_COPIES);
    EnvironmentSpec environment =
        EnvironmentChoice.of(
            id,
            group.texts("options"),
            timeLimit == null ? null : timeLimit.intValue(),
            flag(group, "bare"),
            group.list("wrap"),
            environments);
    AgentDefinition<?> definition = agents.find(agent);
    return new PlanChoice(
        environment,
        definition,
        group.text("preset"),
        group.texts("set"),
        group.number("steps", 1, Long.MAX_VALUE),
        copies == null ? null : copies.intValue(),
        group.text("kernels"));
  }

  private static List<String> some(YamlMap group, String key, String example) {
    List<String> list = group.list(key);
    if (list.isEmpty()) {
      throw new InvalidInputException(
          "%s has no %s; give one or a list, such as %s: %s"
              .formatted(group.place(), key, key, example));
    }
    return list;
  }

  private static void among(String agent, List<String> learners, String key) {
    if (!learners.contains(agent)) {
      throw new InvalidInputException(
          key + ": " + Suggestion.unknown("agent of this group", agent, learners));
    }
  }

  private static boolean flag(YamlMap group, String key) {
    String text = group.text(key);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw new InvalidInputException(key + " must be true or false, got " + text);
    }
    return "true".equals(text);
  }

  private static Study.Measure measure(YamlMap group) {
    String text = group.text("measure");
    if (text == null) {
      return Study.Measure.EVALUATION;
    }
    for (Study.Measure measure : Study.Measure.values()) {
      if (measure.name().toLowerCase(Locale.ROOT).equals(text)) {
        return measure;
      }
    }
    throw new InvalidInputException("measure must be evaluation or training, got " + text);
  }

  private static double number(@Nullable String text) {
    double number;
    try {
      number = Double.parseDouble(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("reach: expected a number, got " + text, e);
    }
    if (!Double.isFinite(number)) {
      throw new InvalidInputException("reach: expected a number, got " + text);
    }
    return number;
  }
}
