package org.palaestra.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palaestra.app.run.Curve;
import org.palaestra.app.run.Metrics;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.TrainingPlan;

/**
 * Curves with their revisions, so that a page is sent only those that it does not have. What was
 * computed is kept for the next page that asks.
 */
final class CurvesJson {

  private static final int KEPT = 200;

  private final Map<String, ObjectNode> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Curves of some runs, as {@link Curve#of} has them. Each has a {@code key} with its revision;
   * those whose keys are known already have nothing else. A run without the metric, such as one
   * that has just begun, is left out where others have it.
   */
  JsonNode of(List<RunFolder> runs, String metric, Collection<String> known) throws IOException {
    ArrayNode json = Json.object().putArray("curves");
    Map<TrainingPlan, List<RunFolder>> groups = Curve.groups(runs);
    for (Map.Entry<TrainingPlan, List<RunFolder>> group : groups.entrySet()) {
      String title = Curve.title(group.getKey(), groups.keySet());
      String key = key(title, metric, group.getValue());
      if (known.contains(key)) {
        json.add(Json.object().put("key", key));
        continue;
      }
      List<RunFolder> begun =
          group.getValue().stream().filter(run -> Metrics.of(run).has(metric)).toList();
      if (!begun.isEmpty()) {
        json.add(curve(key, title, metric, begun));
      }
    }
    if (json.isEmpty()) {
      Metrics.of(runs.get(0)).get(metric); // says what there is
    }
    return json;
  }

  private static String key(String title, String metric, List<RunFolder> runs) throws IOException {
    List<String> parts = new ArrayList<>(List.of(title, metric));
    for (RunFolder run : runs) {
      parts.add(run.path() + " " + Changes.revision(run.path()));
    }
    return Long.toString(fingerprint(String.join("\n", parts)), 36);
  }

  /** FNV-1a, 64 bits. */
  private static long fingerprint(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private ObjectNode curve(String key, String title, String metric, List<RunFolder> runs) {
    synchronized (kept) {
      ObjectNode found = kept.get(key);
      if (found != null) {
        return found;
      }
    }
    Curve curve = Curve.of(title, runs, metric);
    ObjectNode json = Json.object();
    json.put("key", key);
    json.put("title", curve.title());
    json.put("seeds", curve.seeds());
    put(json.putArray("steps"), curve.steps());
    put(json.putArray("middle"), curve.middle());
    put(json.putArray("low"), curve.low());
    put(json.putArray("high"), curve.high());
    synchronized (kept) {
      kept.put(key, json);
    }
    return json;
  }

  private static void put(ArrayNode json, double[] values) {
    for (double value : values) {
      json.add(value);
    }
  }
}
