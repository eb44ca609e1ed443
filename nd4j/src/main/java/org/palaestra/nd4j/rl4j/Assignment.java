package org.palaestra.nd4j.rl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the guest is asked to learn; the first that it reads.
 *
 * @param agent id of its definition
 * @param settings every setting by key
 * @param inputs D, numbers in an encoded observation
 * @param actions A, number of actions
 * @param seed root of RL4J's chance
 * @param weights its first weights, of each layer those {@code [out, in]} and then the biases
 * @param observation {@code [D]} where the first episode begins
 */
record Assignment(
    String agent,
    Map<String, String> settings,
    int inputs,
    int actions,
    long seed,
    float[][] weights,
    float[] observation) {

  void write(DataOutput out) throws IOException {
    out.writeUTF(agent);
    out.writeInt(settings.size());
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      out.writeUTF(setting.getKey());
      out.writeUTF(setting.getValue());
    }
    out.writeInt(inputs);
    out.writeInt(actions);
    out.writeLong(seed);
    Wire.writeAll(out, weights);
    Wire.write(out, observation);
  }

  static Assignment read(DataInput in) throws IOException {
    String agent = in.readUTF();
    Map<String, String> settings = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String key = in.readUTF();
      settings.put(key, in.readUTF());
    }
    return new Assignment(
        agent,
        settings,
        in.readInt(),
        in.readInt(),
        in.readLong(),
        Wire.readAll(in),
        Wire.read(in));
  }
}
