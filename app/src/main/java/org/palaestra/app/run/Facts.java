package org.palaestra.app.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingPlan;

/** What decides what a run comes to, and where it was carried out, by name. */
public final class Facts {

  private Facts() {}

  /** All of them, in the order in which they are read. */
  public static Map<String, String> of(RunFolder run) {
    Map<String, String> facts = new LinkedHashMap<>();
    TrainingPlan plan = run.plan();
    facts.put("environment", plan.environment().title());
    plan.environment().options().forEach((key, value) -> facts.put("option " + key, value));
    facts.put("time limit", Integer.toString(plan.environment().timeLimit()));
    facts.put("agent", plan.agent());
    facts.putAll(plan.settings());
    facts.put("seed", Long.toString(plan.seed()));
    facts.put("steps", String.format(Locale.ROOT, "%,d", plan.steps()));
    facts.put("copies", Integer.toString(plan.copies()));
    facts.put("kernels", plan.kernels());
    run.description()
        .path("provenance")
        .properties()
        .forEach(one -> facts.put(one.getKey(), one.getValue().asText()));
    return facts;
  }
}
