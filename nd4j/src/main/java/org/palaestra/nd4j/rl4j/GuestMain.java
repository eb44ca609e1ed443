package org.palaestra.nd4j.rl4j;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * The guest's process. RL4J runs in a daemon thread; the process lives as long as that and its host
 * do, and no longer, even where RL4J hangs.
 */
final class GuestMain {

  private GuestMain() {}

  /** Serves the host at the standard streams. */
  public static void main(String[] none) {
    OutputStream answers = System.out;
    System.setOut(System.err); // what anybody prints must not come between the answers
    CompletableFuture<ProcessHandle> hostEnds =
        ProcessHandle.current()
            .parent()
            .map(ProcessHandle::onExit)
            .orElseThrow(
                () -> new IllegalStateException("this process serves the one that starts it"));
    CompletableFuture<Boolean> learningEnds = new CompletableFuture<>();
    CompletableFuture<Object> end = CompletableFuture.anyOf(hostEnds, learningEnds);
    // Ctrl-C reaches this process, too: it stays until its host has asked for the last weights.
    Runtime.getRuntime().addShutdownHook(new Thread(end::join, "rl4j-end"));
    Thread learning =
        new Thread(
            () -> {
              serve(answers);
              learningEnds.complete(true);
            },
            "rl4j");
    learning.setDaemon(true);
    learning.start();
    end.join();
  }

  private static void serve(OutputStream answers) {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers));
    try {
      Assignment assignment = Assignment.read(in);
      Learner.of(assignment, new Host(in, out, assignment.observation())).learn();
      throw new IllegalStateException("RL4J's loop ended by itself");
    } catch (Host.Gone e) {
      // All is done.
    } catch (Throwable problem) {
      tell(problem, out);
    }
  }

  private static void tell(Throwable problem, DataOutputStream out) {
    problem.printStackTrace();
    try {
      out.writeByte(Wire.FAILED);
      out.writeUTF(inWords(problem));
      out.flush();
    } catch (IOException e) {
      System.err.println("the host cannot be told: " + e); // it reads this, or is gone
    }
  }

  /** What was thrown, where, and what lies behind it. */
  private static String inWords(Throwable problem) {
    StringBuilder words = new StringBuilder(problem.toString());
    if (problem.getStackTrace().length > 0) {
      words.append(" at ").append(problem.getStackTrace()[0]);
    }
    for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
      words.append(", because of ").append(cause);
    }
    return words.substring(0, Math.min(words.length(), 2_000));
  }
}
