package org.palaestra.nd4j.rl4j;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.palaestra.agent.AgentFault;

/**
 * A Java process in which RL4J learns, and the pipes to it. Whatever becomes of it, the exchange
 * ends: what it throws is told, its end is read from the pipe, and a watcher ends it if it says
 * nothing for too long. Native code that hangs could not be stopped in any other way.
 */
final class GuestProcess implements AutoCloseable {

  /**
   * How it is started.
   *
   * @param main class to run
   * @param silence seconds that one exchange may take; the first one includes the start of Java,
   *     and on the very first use on a machine the unpacking of native code
   */
  record Launch(String main, int silence) {

    /** Of RL4J. */
    static Launch guest(int silence) {
      return new Launch(GuestMain.class.getName(), silence);
    }
  }

  /**
   * One exchange.
   *
   * @param <T> what is answered
   */
  @FunctionalInterface
  interface Exchange<T> {

    /** Writes the question and reads the answer. */
    T with(DataOutputStream out, DataInputStream in) throws IOException;
  }

  private static final int LONGEST_SILENCE = 86_400;
  private static final int GRACE_SECONDS = 5;

  private final Launch launch;
  private final Process process;
  private final LastWords words;
  private final DataOutputStream out;
  private final DataInputStream in;
  private volatile boolean waiting;
  private volatile long waitingSince;
  private volatile boolean tooSilent;

  GuestProcess(Launch launch) {
    this.launch = launch;
    ProcessBuilder builder = new ProcessBuilder(command(launch));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putIfAbsent("OMP_NUM_THREADS", "1"); // small matrices, and the same bits
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AgentFault("RL4J's process cannot be started: " + e.getMessage(), e);
    }
    words = new LastWords(process.getErrorStream());
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    Thread watcher = new Thread(this::watch, "rl4j-watcher");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Refuses a limit that is none. */
  static void checkSilence(int seconds) {
    if (seconds < 1 || seconds > LONGEST_SILENCE) {
      throw new IllegalArgumentException(
          "silence must be from 1 to %d seconds, got %d".formatted(LONGEST_SILENCE, seconds));
    }
  }

  private static List<String> command(Launch launch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    // Its guard takes pages that the system could take back at any time for memory in use.
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith("org.bytedeco.")) {
                command.add("-D" + key + "=" + value);
              }
            });
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(launch.main);
    return command;
  }

  private void watch() {
    long limit = TimeUnit.SECONDS.toNanos(launch.silence);
    try {
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        if (waiting && System.nanoTime() - waitingSince > limit) {
          tooSilent = true;
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws AgentFault if there is none, with what happened
   */
  <T> T exchange(Exchange<T> exchange) {
    waitingSince = System.nanoTime();
    waiting = true;
    try {
      return exchange.with(out, in);
    } catch (IOException e) {
      throw new AgentFault(whatHappened(e), e);
    } finally {
      waiting = false;
    }
  }

  /**
   * Reads the kind of an answer.
   *
   * @throws AgentFault if something was thrown instead
   */
  static void expect(DataInputStream in, byte kind) throws IOException {
    byte answer = in.readByte();
    if (answer == Wire.FAILED) {
      throw new AgentFault("it threw " + in.readUTF(), null);
    }
    if (answer != kind) {
      throw new IOException("it answered 0x%02x where 0x%02x was to come".formatted(answer, kind));
    }
  }

  private String whatHappened(IOException problem) {
    if (tooSilent) {
      return "it said nothing for %d s and was ended; --set silence=SECONDS waits longer"
          .formatted(launch.silence);
    }
    boolean ended = false;
    try {
      ended = process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String said = words.tail();
    return (ended
            ? "its process ended with code " + process.exitValue()
            : "its process cannot be talked to: " + problem.getMessage())
        + (said.isEmpty() ? "" : "; its last words: " + said);
  }

  /** What it holds is worth nothing without it, so that it is ended at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** For tests. */
  boolean alive() {
    return process.isAlive();
  }
}
