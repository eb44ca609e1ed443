package org.palaestra.nd4j.rl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What goes over the pipes between the two processes. The host sends an {@link Assignment}, which
 * is answered by {@link #ACTION}, and from then on one of
 *
 * <ul>
 *   <li>{@link #STEP}, reward, terminated, truncated, successor and, where the episode ended, what
 *       the next one begins with; the answer is {@link #ACTION};
 *   <li>{@link #WEIGHTS}, alone; the answer is {@link #WEIGHTS} and the weights of now.
 * </ul>
 *
 * <p>{@link #ACTION} is followed by the index and the named numbers of what was learned since the
 * last. Instead of any answer comes {@link #FAILED} with what was thrown, if something was.
 */
final class Wire {

  static final byte STEP = 'S';
  static final byte WEIGHTS = 'W';
  static final byte ACTION = 'A';
  static final byte FAILED = 'F';

  private Wire() {}

  static void write(DataOutput out, float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static float[] read(DataInput in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  static void writeAll(DataOutput out, float[][] all) throws IOException {
    out.writeInt(all.length);
    for (float[] values : all) {
      write(out, values);
    }
  }

  static float[][] readAll(DataInput in) throws IOException {
    float[][] all = new float[in.readInt()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = read(in);
    }
    return all;
  }
}
