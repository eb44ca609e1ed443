package org.palaestra.nd4j.rl4j;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The trainer as RL4J sees it from its process: an environment, whose step gives an action away and
 * waits for what came of it.
 */
final class Host {

  /** What came of an action. */
  record Outcome(float[] successor, double reward, boolean terminated, boolean truncated) {
    boolean ended() {
      return terminated || truncated;
    }
  }

  /** The host has ended, or wants no more. Thrown through RL4J's loop, which nothing else ends. */
  static final class Gone extends RuntimeException {

    private static final long serialVersionUID = 1;

    Gone() {
      super("the host is gone", null, false, false);
    }
  }

  private final DataInputStream in;
  private final DataOutputStream out;
  private float[] observation;

  Host(DataInputStream in, DataOutputStream out, float[] observation) {
    this.in = in;
    this.out = out;
    this.observation = observation;
  }

  /** {@code [D]} where the episode begins: RL4J resets whenever one has ended. */
  float[] begin() {
    return observation;
  }

  /** One step; questions for the weights are answered meanwhile. */
  Outcome step(int action, Learner learner) {
    try {
      new Report(action, learner.metrics()).write(out);
      out.flush();
      byte kind = in.readByte();
      while (kind == Wire.WEIGHTS) {
        out.writeByte(Wire.WEIGHTS);
        Wire.writeAll(out, learner.weights());
        out.flush();
        kind = in.readByte();
      }
      if (kind != Wire.STEP) {
        throw new IOException("the host asked 0x%02x, which is nothing".formatted(kind));
      }
      double reward = in.readDouble();
      boolean terminated = in.readBoolean();
      boolean truncated = in.readBoolean();
      Outcome outcome = new Outcome(Wire.read(in), reward, terminated, truncated);
      if (outcome.ended()) {
        observation = Wire.read(in);
      }
      return outcome;
    } catch (EOFException e) {
      throw new Gone();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
