package org.palaestra.nd4j.rl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the guest does next, and what it has learned meanwhile.
 *
 * @param action index
 * @param metrics named numbers since the last report
 */
record Report(int action, List<Metric> metrics) {

  /** A metric. */
  record Metric(String name, double value) {}

  void write(DataOutput out) throws IOException {
    out.writeByte(Wire.ACTION);
    out.writeInt(action);
    out.writeInt(metrics.size());
    for (Metric metric : metrics) {
      out.writeUTF(metric.name);
      out.writeDouble(metric.value);
    }
  }

  /** What follows {@link Wire#ACTION}. */
  static Report read(DataInput in) throws IOException {
    int action = in.readInt();
    List<Metric> metrics = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      metrics.add(new Metric(name, in.readDouble()));
    }
    return new Report(action, metrics);
  }
}
