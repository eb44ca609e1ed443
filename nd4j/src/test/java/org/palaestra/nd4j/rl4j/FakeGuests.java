package org.palaestra.nd4j.rl4j;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.palaestra.agent.AgentDefinition;

/** Processes that speak as RL4J's does for some steps, and then go wrong. */
final class FakeGuests {

  private static final int GOOD_STEPS = 5;

  private FakeGuests() {}

  /** An agent whose process runs {@code main}. */
  static AgentDefinition<?> agent(String id, Class<?> main, int silence) {
    DenseSettings network = new DenseSettings(1, 4);
    return new AgentDefinition<>(
        id,
        "goes wrong",
        "",
        network,
        GuestAgent::needs,
        100,
        1,
        (context, settings) ->
            new GuestAgent(
                context,
                new GuestAgent.Plan(
                    id,
                    settings,
                    settings,
                    GuestNetwork.Head.ACTION_VALUES,
                    1,
                    new GuestProcess.Launch(main.getName(), silence))));
  }

  /** Answers a few steps with action 0. */
  private static DataOutputStream speak() throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    Assignment.read(in);
    for (int step = 0; step < GOOD_STEPS; step++) {
      new Report(0, List.of()).write(out);
      out.flush();
      in.readByte();
      in.readDouble();
      boolean terminated = in.readBoolean();
      boolean truncated = in.readBoolean();
      Wire.read(in);
      if (terminated || truncated) {
        Wire.read(in);
      }
    }
    return out;
  }

  /** Hangs. */
  static final class Hanging {
    public static void main(String[] none) throws Exception {
      speak();
      new CountDownLatch(1).await();
    }
  }

  /** Ends as native code does that is wrong. */
  static final class Crashing {
    public static void main(String[] none) throws Exception {
      speak();
      System.err.println("SIGSEGV in libnd4jcpu.so");
      Runtime.getRuntime().halt(134);
    }
  }

  /** Answers what nobody asked. */
  static final class Babbling {
    public static void main(String[] none) throws Exception {
      DataOutputStream out = speak();
      out.writeByte('?');
      out.flush();
    }
  }

  /** Learns what is no number. */
  static final class Diverging {
    public static void main(String[] none) throws Exception {
      DataOutputStream out = speak();
      new Report(0, List.of(new Report.Metric("loss/td", Double.NaN))).write(out);
      out.flush();
      new CountDownLatch(1).await();
    }
  }

  /** Says that RL4J threw. */
  static final class Throwing {
    public static void main(String[] none) throws Exception {
      DataOutputStream out = speak();
      out.writeByte(Wire.FAILED);
      out.writeUTF("java.lang.RuntimeException: no probability distribution");
      out.flush();
    }
  }
}
