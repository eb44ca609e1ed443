package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be signalled and killed. */
final class RealProcess implements AutoCloseable {

  /** Generous: the machine may be busy with other things. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path output;
  private final Path errors;

  private RealProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts a command that knows {@code --runs} and {@code --plugins}. */
  static RealProcess start(Session session, String... arguments) throws IOException {
    return start(session, List.of(), arguments);
  }

  /** The same with options for the JVM. */
  static RealProcess start(Session session, List<String> jvm, String... arguments)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
    options.addAll(jvm);
    return launch(session, options, arguments);
  }

  /** The same on a Java that was not told to offer the Vector API. */
  static RealProcess startWithoutVectors(Session session, String... arguments) throws IOException {
    return launch(session, List.of(), arguments);
  }

  private static RealProcess launch(Session session, List<String> jvm, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(resettingSignals());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // These processes live too short for the best compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Palaestra.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--runs", session.runs().toString()));
    command.addAll(List.of("--plugins", session.plugins().toString()));
    Path output = Files.createTempFile("palaestra", ".out");
    Path errors = Files.createTempFile("palaestra", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    return new RealProcess(process, output, errors);
  }

  /** Who runs these tests in the background may have had SIGINT ignored, which is inherited. */
  private static List<String> resettingSignals() throws IOException {
    List<String> prefix = List.of("env", "--default-signal=INT");
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
      return process.waitFor() == 0 ? prefix : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until {@code condition} holds or the process has ended. */
  void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call() && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
      assertThat(System.nanoTime()).as("patience, and said: %s", errors()).isLessThan(deadline);
    }
  }

  /** Kills it at once, as {@code kill -9} does, after {@code delay} unless it ends before. */
  void killAfter(Duration delay) throws InterruptedException {
    if (!process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Sends a signal, such as {@code INT}. */
  void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
            .inheritIO()
            .start();
    assertThat(kill.waitFor()).as("kill -%s", name).isZero();
  }

  /** Waits for the end. */
  int exitCode() throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(output);
    Files.delete(errors);
  }
}
