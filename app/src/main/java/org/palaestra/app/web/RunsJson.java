package org.palaestra.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.palaestra.app.run.Curve;
import org.palaestra.app.run.Metrics;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.TrainingPlan;

/** Runs as the dashboard's page reads them: what lies in their folders, and nothing else. */
final class RunsJson {

  /** A run whose metrics were written so lately is being trained, or has just been. */
  private static final Duration LATELY = Duration.ofSeconds(20);

  /** A folder, or one in a folder: neither begins with a dot, so that no way leads upwards. */
  private static final String NAME = "[^./\\\\:][^/\\\\:]*(/[^./\\\\:][^/\\\\:]*)?";

  private final Path root;

  RunsJson(Runs runs) {
    root = runs.root();
  }

  /** Names of all runs, those of experiments with their folder, the newest first. */
  List<String> names() {
    List<String> names = new ArrayList<>(new Runs(root).names());
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        folders
            .filter(Files::isDirectory)
            .filter(folder -> !Files.exists(folder.resolve("run.json")))
            .sorted()
            .forEach(
                folder ->
                    new Runs(folder)
                        .names()
                        .forEach(name -> names.add(folder.getFileName() + "/" + name)));
      } catch (IOException e) {
        throw new InvalidInputException("the runs in " + root + " cannot be listed: " + e, e);
      }
    }
    return names;
  }

  /**
   * A run of the list.
   *
   * @throws InvalidInputException if it is not in the list: no other folder is ever opened
   */
  RunFolder find(String name) {
    if (name.matches(NAME) && Files.isRegularFile(root.resolve(name).resolve("run.json"))) {
      return RunFolder.open(root.resolve(name));
    }
    throw new InvalidInputException("there is no run \"" + name + "\"");
  }

  /** One line for each run. */
  ArrayNode list() {
    ArrayNode list = Json.object().putArray("runs");
    for (String name : names()) {
      ObjectNode one = list.addObject();
      one.put("name", name);
      try {
        describe(RunFolder.open(root.resolve(name)), one);
      } catch (InvalidInputException | IOException e) {
        one.put("problem", String.valueOf(e.getMessage()));
      }
    }
    return list;
  }

  private static void describe(RunFolder run, ObjectNode json) throws IOException {
    TrainingPlan plan = run.plan();
    json.put("environment", plan.environment().title());
    json.put("agent", plan.agent());
    json.put("seed", plan.seed());
    json.put("steps", plan.steps());
    json.put("created", run.created());
    json.put("live", live(run));
    run.result()
        .map(result -> result.path("evaluation"))
        .ifPresent(
            evaluation -> {
              json.set("mean", evaluation.path("mean"));
              json.set("standardDeviation", evaluation.path("standardDeviation"));
            });
  }

  private static boolean live(RunFolder run) throws IOException {
    try {
      return run.result().isEmpty()
          && Files.getLastModifiedTime(run.metrics())
              .toInstant()
              .isAfter(Instant.now().minus(LATELY));
    } catch (NoSuchFileException e) {
      return false; // It has just begun.
    }
  }

  /** A run in full. */
  JsonNode show(String name) throws IOException {
    RunFolder run = find(name);
    ObjectNode json = Json.object();
    json.put("name", name);
    describe(run, json);
    json.set("description", run.description());
    ArrayNode metrics = json.putArray("metrics");
    Metrics.of(run).names().forEach(metrics::add);
    return json;
  }

  /** Curves of some runs, as {@link Curve#of} has them. */
  JsonNode curves(List<String> names, String metric) {
    ArrayNode json = Json.object().putArray("curves");
    for (Curve curve : Curve.of(names.stream().map(this::find).toList(), metric)) {
      ObjectNode one = json.addObject();
      one.put("title", curve.title());
      one.put("seeds", curve.seeds());
      put(one.putArray("steps"), curve.steps());
      put(one.putArray("middle"), curve.middle());
      put(one.putArray("low"), curve.low());
      put(one.putArray("high"), curve.high());
    }
    return json;
  }

  private static void put(ArrayNode json, double[] values) {
    for (double value : values) {
      json.add(value);
    }
  }

  /** How far the runs are that are being trained. */
  ObjectNode progress() {
    ObjectNode all = Json.object();
    Map<String, ObjectNode> live = new HashMap<>();
    for (String name : names()) {
      try {
        RunFolder run = RunFolder.open(root.resolve(name));
        if (live(run)) {
          ObjectNode one = live.computeIfAbsent(name, none -> Json.object());
          one.put("total", run.plan().steps());
          var returns = Metrics.of(run).get("episode/return").lastEntry();
          one.put("step", returns.getKey());
          one.put("return", returns.getValue());
        }
      } catch (InvalidInputException | IOException e) {
        live.remove(name); // It has no returns yet, or the list says what is wrong with it.
      }
    }
    live.forEach(all::set);
    return all;
  }
}
