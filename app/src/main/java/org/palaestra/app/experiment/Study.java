package org.palaestra.app.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Preset;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.training.TrainingPlan;

/**
 * One agent on one environment with several seeds.
 *
 * @param environment what to train on
 * @param options the environment's options that differ from its defaults
 * @param agent who learns
 * @param preset which settings it learns with, empty for its defaults
 * @param changes settings that the plan file changes beside that
 * @param plans one for each seed
 * @param measure which returns are compared with others
 * @param published what others reached, in words, or null
 * @param reach what is wanted, or null
 */
public record Study(
    EnvironmentSpec environment,
    Map<String, String> options,
    String agent,
    Optional<Preset> preset,
    Map<String, String> changes,
    List<TrainingPlan> plans,
    Measure measure,
    @Nullable String published,
    @Nullable Double reach) {

  /** Which returns are compared with others. */
  public enum Measure {
    /** Of evaluation episodes, without exploration, after the training. */
    EVALUATION,
    /** Of the last training episodes, exploration and all. */
    TRAINING
  }

  /** Copies. */
  public Study {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
    plans = List.copyOf(plans);
  }

  /** The environment for people. */
  public String title() {
    return environment.title() + (options.isEmpty() ? "" : " " + options);
  }
}
