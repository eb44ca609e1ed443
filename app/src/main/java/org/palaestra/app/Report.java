package org.palaestra.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.palaestra.statistics.Summary;
import org.palaestra.store.Json;
import org.palaestra.training.Evaluation;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingPlan;

/**
 * What a run came to, for people and as JSON.
 *
 * @param run the folder
 * @param steps environment steps done
 * @param trainingReturn mean return of the last training episodes, exploration and all; NaN if
 *     there was none
 * @param stepsPerSecond while learning, in the process that did the last part
 * @param checkpoint SHA-256 of the content of the checkpoint that was judged
 * @param evaluation the judgement
 * @param warnings what could not be written beside it
 */
public record Report(
    RunFolder run,
    long steps,
    double trainingReturn,
    double stepsPerSecond,
    String checkpoint,
    Evaluation evaluation,
    List<String> warnings) {

  /** As one JSON object. */
  public ObjectNode toJson() {
    TrainingPlan plan = run.plan();
    Summary summary = evaluation.summary();
    ObjectNode json = Json.object();
    json.put("run", run.name());
    json.put("environment", plan.environment().title());
    json.put("agent", plan.agent());
    json.put("seed", plan.seed());
    json.put("steps", steps);
    if (Double.isFinite(trainingReturn)) {
      json.put("trainingReturn", trainingReturn);
    }
    json.put("stepsPerSecond", Math.round(stepsPerSecond * 10) / 10.0);
    json.putObject("evaluation")
        .put("episodes", summary.count())
        .put("mean", summary.mean())
        .put("standardDeviation", summary.standardDeviation())
        .put("minimum", summary.minimum())
        .put("maximum", summary.maximum());
    json.put("checkpoint", checkpoint);
    return json;
  }

  /** For people, or one JSON object on the last line. */
  public void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(Json.line(toJson()));
    } else {
      out.println("score  " + Score.withRange(evaluation.summary()));
      out.println("run    " + run.path());
    }
    out.flush();
  }
}
