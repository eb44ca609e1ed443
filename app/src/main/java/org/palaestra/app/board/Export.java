package org.palaestra.app.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.palaestra.agent.Agents;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.statistics.Summary;
import org.palaestra.store.AtomicFile;
import org.palaestra.store.Json;
import org.palaestra.training.SpecJson;
import org.palaestra.training.TrainingPlan;

/** A board as a file for others. */
public final class Export {

  private final List<Ranking> rankings;
  private final Agents agents;

  /** Of everything on a board. */
  public Export(List<Ranking> rankings, Agents agents) {
    this.rankings = List.copyOf(rankings);
    this.agents = agents;
  }

  /**
   * Writes a file of the form that its name ends with: {@code .csv} with a row for each entry,
   * {@code .json} with everything, or {@code .html}, a page that needs nothing beside it.
   *
   * @throws InvalidInputException if the name ends otherwise
   */
  public void write(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      AtomicFile.writeText(file, csv());
    } else if (name.endsWith(".json")) {
      Json.write(file, json());
    } else if (name.endsWith(".html")) {
      AtomicFile.writeText(file, new BoardPage(rankings, agents).html());
    } else {
      throw new InvalidInputException(
          "the file must end with .csv, .json or .html, got \"%s\"".formatted(file));
    }
  }

  private String csv() throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(
          "entry",
          "environment",
          "agent",
          "settings",
          "steps",
          "seed",
          "episodes",
          "mean",
          "standardDeviation",
          "minimum",
          "maximum",
          "valueError",
          "checkpoint",
          "created");
      for (Ranking ranking : rankings) {
        for (Ranking.Line line : ranking.lines()) {
          for (Entry entry : line.standing().entries()) {
            Summary summary = entry.summary();
            csv.writeRecord(
                Long.toString(entry.id()),
                ranking.title(),
                entry.name(),
                Configuration.describe(line.standing(), agents),
                Long.toString(entry.steps()),
                entry.plan().map(plan -> Long.toString(plan.seed())).orElse(""),
                Integer.toString(summary.count()),
                Double.toString(summary.mean()),
                Double.toString(summary.standardDeviation()),
                Double.toString(summary.minimum()),
                Double.toString(summary.maximum()),
                entry.valueError().map(e -> Double.toString(e.rootMeanSquare())).orElse(""),
                entry.checkpoint(),
                entry.created());
          }
        }
      }
    }
    return text.toString();
  }

  /** Everything but actions and seeds. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    ArrayNode environments = json.putArray("environments");
    for (Ranking ranking : rankings) {
      ObjectNode one = environments.addObject();
      one.put("title", ranking.title());
      one.set("environment", SpecJson.write(ranking.environment()));
      ranking
          .reference()
          .ifPresent(
              reference ->
                  one.putObject("reference")
                      .put("random", reference.random())
                      .put("best", reference.best())
                      .put("source", reference.source()));
      ranking.optimum().ifPresent(best -> one.put("optimum", best));
      ArrayNode lines = one.putArray("standings");
      ranking.lines().forEach(line -> write(line, lines.addObject()));
      write(Profiles.of(ranking, agents), one.putObject("profiles"));
    }
    ArrayNode overall = json.putArray("overall");
    for (Overall one : Overall.of(rankings)) {
      overall
          .addObject()
          .put("agent", one.name())
          .put("environments", one.environments())
          .put("seeds", one.seeds())
          .put("interquartileMean", one.interquartileMean())
          .put("low", one.interval().low())
          .put("high", one.interval().high())
          .put("median", one.median())
          .put("mean", one.mean())
          .put("optimalityGap", one.gap());
    }
    Profiles.overall(rankings)
        .ifPresent(profiles -> write(profiles, json.putObject("overallProfiles")));
    return json;
  }

  private static void write(Profiles profiles, ObjectNode json) {
    json.put("scores", profiles.scores());
    json.put("normalised", profiles.normalised());
    ArrayNode lines = json.putArray("lines");
    for (Profiles.Line line : profiles.lines()) {
      ObjectNode one = lines.addObject();
      one.put("title", line.title());
      one.put("seeds", line.seeds());
      write(line.thresholds(), one.putArray("thresholds"));
      write(line.parts(), one.putArray("parts"));
      write(line.low(), one.putArray("low"));
      write(line.high(), one.putArray("high"));
    }
  }

  private static void write(double[] values, ArrayNode json) {
    for (double value : values) {
      json.add(value);
    }
  }

  private void write(Ranking.Line line, ObjectNode json) {
    Standing standing = line.standing();
    json.put("rank", line.place());
    json.put("agent", standing.name());
    json.put("person", standing.person());
    json.put("configuration", Configuration.describe(standing, agents));
    json.put("steps", standing.steps());
    json.put("interquartileMean", line.interquartileMean());
    json.put("low", line.interval().low());
    json.put("high", line.interval().high());
    json.put("mean", line.mean());
    line.gap().ifPresent(gap -> json.put("optimalityGap", gap));
    line.regret().ifPresent(regret -> json.put("regret", regret));
    line.valueError().ifPresent(error -> json.put("valueError", error));
    line.behind()
        .ifPresent(
            comparison ->
                json.putObject("comparedWithAbove")
                    .put("probabilityOfImprovement", comparison.probability())
                    .put("low", comparison.interval().low())
                    .put("high", comparison.interval().high())
                    .put("significant", comparison.significant()));
    json.put("seeds", standing.seeds());
    json.put("tooFewSeeds", standing.tooFew());
    ArrayNode entries = json.putArray("entries");
    for (Entry entry : standing.entries()) {
      Summary summary = entry.summary();
      ObjectNode one = entries.addObject();
      one.put("entry", entry.id());
      one.put("created", entry.created());
      entry.plan().map(TrainingPlan::toJson).ifPresent(plan -> one.set("plan", plan));
      one.put("checkpoint", entry.checkpoint());
      one.set("provenance", entry.provenance());
      one.put("episodes", summary.count());
      one.put("mean", summary.mean());
      one.put("standardDeviation", summary.standardDeviation());
      entry
          .valueError()
          .ifPresent(
              error ->
                  one.putObject("valueError")
                      .put("rootMeanSquare", error.rootMeanSquare())
                      .put("maximum", error.maximum()));
      write(entry.returns(), one.putArray("returns"));
    }
  }
}
