package org.palaestra.agents.tabular;

import org.palaestra.agent.MetricSink;

/** Errors between two reports, of which there is one in every step of the loop. */
final class Errors {

  private double squares;
  private int count;

  void add(float error) {
    squares += error * error;
    count++;
  }

  /** Reports their mean square, if there were any, and begins anew. */
  void report(MetricSink metrics) {
    if (count > 0) {
      metrics.record("td-error/squared", squares / count);
      squares = 0;
      count = 0;
    }
  }
}
