package org.palaestra.app.run;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;
import org.palaestra.training.MetricRow;
import org.palaestra.training.RunFolder;

/** The metrics of a run, by name. */
public final class Metrics {

  private final String run;
  private final Map<String, TreeMap<Long, Double>> byName = new TreeMap<>();

  private Metrics(String run) {
    this.run = run;
  }

  /**
   * Reads them.
   *
   * @throws InvalidInputException if the file cannot be read
   */
  public static Metrics of(RunFolder run) {
    Metrics metrics = new Metrics(run.name());
    try {
      for (MetricRow row : MetricRow.read(run.metrics())) {
        metrics
            .byName
            .computeIfAbsent(row.name(), none -> new TreeMap<>())
            .put(row.step(), row.value());
      }
    } catch (IOException e) {
      throw new InvalidInputException(run.metrics() + " cannot be read: " + e, e);
    }
    return metrics;
  }

  /** Their names, in alphabetical order. */
  public Iterable<String> names() {
    return byName.keySet();
  }

  /** Whether there is one of that name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * One of them by step.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public NavigableMap<Long, Double> get(String name) {
    NavigableMap<Long, Double> values = byName.get(name);
    if (values == null) {
      throw new InvalidInputException(
          Suggestion.unknown("metric", name, byName.keySet()) + " (in " + run + ")");
    }
    return values;
  }
}
