package org.palaestra.app.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Agents;
import org.palaestra.app.Provenance;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.TrainingPlan;

/**
 * The runs of an experiment, found by their plans: a training whose settings changed is another
 * one, and what was trained already is not trained again.
 */
public final class ExperimentRuns {

  private final Path root;
  private final int episodes;
  private final Agents agents;
  private final Map<TrainingPlan, RunFolder> byPlan = new HashMap<>();

  /** Looks into the folder of the experiment below that of all runs. */
  public ExperimentRuns(Path runs, Experiment experiment, Agents agents) {
    this.agents = agents;
    root = runs.resolve(experiment.name());
    episodes = experiment.episodes();
    Runs all = new Runs(root);
    for (String name : all.names()) { // the newest first
      try {
        RunFolder run = RunFolder.open(root.resolve(name));
        TrainingPlan plan = run.plan().completed(agents);
        RunFolder known = byPlan.get(plan);
        if (known == null || (result(known).isEmpty() && result(run).isPresent())) {
          byPlan.put(plan, run);
        }
      } catch (InvalidInputException e) {
        // `palaestra runs` shows what is wrong with it; the training is carried out anew.
      }
    }
  }

  /** Where the runs lie. */
  public Path root() {
    return root;
  }

  /** What was trained before its agent got another setting is the same training still. */
  private @Nullable RunFolder find(TrainingPlan plan) {
    return byPlan.get(plan.completed(agents));
  }

  /** What a training came to, if it is done and judged over the episodes that are asked for. */
  public synchronized Optional<JsonNode> result(TrainingPlan plan) {
    RunFolder run = find(plan);
    return run == null ? Optional.empty() : result(run);
  }

  private Optional<JsonNode> result(RunFolder run) {
    try {
      return run.result()
          .filter(result -> result.path("evaluation").path("episodes").asInt() == episodes);
    } catch (InvalidInputException e) {
      return Optional.empty(); // It is damaged, and going on with the run writes it anew.
    }
  }

  /** What went wrong with a training the last time, if it is not done. */
  synchronized Optional<String> problem(TrainingPlan plan) {
    RunFolder run = find(plan);
    return run == null || result(run).isPresent() ? Optional.empty() : new Attempts(run).problem();
  }

  /** Why a training is not begun again, if it failed too often. */
  public synchronized Optional<String> failure(TrainingPlan plan) {
    RunFolder run = find(plan);
    return run == null ? Optional.empty() : new Attempts(run).failure();
  }

  /** The folder of a training, made if there is none. */
  synchronized RunFolder folder(TrainingPlan plan) throws IOException {
    @Nullable RunFolder run = find(plan);
    return run == null ? anew(plan) : run;
  }

  /** A new folder for a training that is in none, or that cannot be gone on with. */
  synchronized RunFolder anew(TrainingPlan plan) throws IOException {
    RunFolder run =
        RunFolder.create(root, plan, Instant.now(), Provenance.toJson(agents.find(plan.agent())));
    byPlan.put(plan.completed(agents), run);
    return run;
  }
}
