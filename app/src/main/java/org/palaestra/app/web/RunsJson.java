package org.palaestra.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.palaestra.app.run.Comparison;
import org.palaestra.app.run.Metrics;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.TrainingPlan;

/** Runs as the dashboard's page reads them: what lies in their folders, and nothing else. */
final class RunsJson {

  /** A folder, or one in a folder: neither begins with a dot, so that no way leads upwards. */
  private static final String NAME = "[^./\\\\:][^/\\\\:]*(/[^./\\\\:][^/\\\\:]*)?";

  private final Path root;

  RunsJson(Runs runs) {
    root = runs.root();
  }

  /** The folder of all runs. */
  Path root() {
    return root;
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
    try {
      if (name.matches(NAME) && Files.isRegularFile(root.resolve(name).resolve("run.json"))) {
        return RunFolder.open(root.resolve(name));
      }
    } catch (InvalidPathException e) {
      throw new InvalidInputException(noRun(name), e); // no file can be called so
    }
    throw new InvalidInputException(noRun(name));
  }

  private static String noRun(String name) {
    return "there is no run \"" + name + "\"";
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
    json.put( // some agents are done before
        "steps", run.result().map(result -> result.path("steps").asLong()).orElse(plan.steps()));
    json.put("created", run.created());
    json.put("live", Changes.live(run.path()));
    run.result()
        .map(result -> result.path("evaluation"))
        .ifPresent(
            evaluation -> {
              json.set("mean", evaluation.path("mean"));
              json.set("standardDeviation", evaluation.path("standardDeviation"));
            });
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
    Pictures.of(run).forEach(json.putArray("pictures")::add);
    return json;
  }

  /** Some runs side by side, those that differ in their seeds only in one column. */
  JsonNode compare(List<String> names) throws IOException {
    Comparison comparison = Comparison.of(names.stream().map(this::find).toList());
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray("columns");
    for (int i = 0; i < comparison.columns().size(); i++) {
      ObjectNode column = columns.addObject();
      column.put("title", comparison.columns().get(i));
      ArrayNode runs = column.putArray("runs");
      for (RunFolder run : comparison.runs().get(i)) {
        ObjectNode one = runs.addObject();
        one.put("name", root.relativize(run.path()).toString().replace('\\', '/'));
        Pictures.of(run).forEach(one.putArray("pictures")::add);
      }
    }
    ArrayNode rows = json.putArray("rows");
    for (Comparison.Row row : comparison.rows()) {
      ObjectNode one = rows.addObject();
      one.put("name", row.name());
      row.values().forEach(one.putArray("values")::add);
    }
    return json;
  }
}
