package org.palaestra.agent;

/** Takes named numbers while an agent learns. */
@FunctionalInterface
public interface MetricSink {

  /**
   * Takes one value; values of one name between two reports are averaged.
   *
   * @param name a constant such as {@code "loss"}
   */
  void record(String name, double value);
}
