package org.palaestra.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.MetricSink;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** Averages metrics between two reports. */
final class Meters implements MetricSink, Stateful {

  /** Takes averages. */
  @FunctionalInterface
  interface Report {
    void average(String name, double value);
  }

  private static final class Meter {
    double sum;
    long count;
  }

  /** Looked up on every step; put into order only to be written. */
  private final Map<String, Meter> meters = new HashMap<>();

  /**
   * Adds one value.
   *
   * @throws DivergenceException if it is not finite
   */
  @Override
  public void record(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new DivergenceException("%s became %s".formatted(name, value));
    }
    Meter meter = meters.get(name);
    if (meter == null) {
      meter = new Meter();
      meters.put(name, meter);
    }
    meter.sum += value;
    meter.count++;
  }

  /** Reports the average of every metric that has values, and begins anew. */
  void flush(Report report) {
    new TreeMap<>(meters)
        .forEach(
            (name, meter) -> {
              if (meter.count > 0) {
                report.average(name, meter.sum / meter.count);
                meter.sum = 0;
                meter.count = 0;
              }
            });
  }

  @Override
  public void save(StateWriter out) {
    meters.forEach(
        (name, meter) -> {
          out.number(name + "/sum", meter.sum);
          out.integer(name + "/count", meter.count);
        });
    out.bytes("names", String.join("\n", new TreeMap<>(meters).keySet()).getBytes(UTF_8));
  }

  @Override
  public void restore(StateReader in) {
    meters.clear();
    byte[] names = new byte[in.length("names")];
    in.bytes("names", names);
    if (names.length == 0) {
      return;
    }
    for (String name : new String(names, UTF_8).split("\n", -1)) {
      Meter meter = new Meter();
      meter.sum = in.number(name + "/sum");
      meter.count = in.integer(name + "/count", 0, Long.MAX_VALUE);
      meters.put(name, meter);
    }
  }
}
