package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A machine to launch Palaestra on, with spaces in its paths: a {@code PATH} that holds nothing but
 * the tools the launcher may count on, and stand-ins for {@code java}, {@code javac} and {@code
 * mvn} that tell what they were asked.
 */
final class FakeMachine {

  /** What a launch left behind. */
  record Outcome(int exitCode, String output, String errors) {}

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cksum",
          "cp",
          "date",
          "dirname",
          "find",
          "flock",
          "head",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "uname");

  private final Path root;
  private final Path bin;
  private final Map<String, String> environment = new HashMap<>();

  FakeMachine(Path folder) throws IOException {
    root = Files.createDirectory(folder.resolve("a machine"));
    bin = Files.createDirectory(root.resolve("bin"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
        Path real = Path.of(place, tool);
        if (Files.isExecutable(real) && !Files.exists(bin.resolve(tool))) {
          script(bin.resolve(tool), "exec %s \"$@\"\n".formatted(real));
        }
      }
    }
    environment.put("PATH", bin.toString());
  }

  boolean has(String tool) {
    return Files.exists(bin.resolve(tool));
  }

  FakeMachine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /**
   * A Java whose version only {@code java -version} tells, as with the stand-ins of version
   * managers.
   */
  FakeMachine withJava(String version) throws IOException {
    script(bin.resolve("java"), javaScript(version));
    return this;
  }

  /**
   * A JDK in a folder of its own, which tells its version and modules in the file {@code release}.
   */
  Path jdk(String version, String modules) throws IOException {
    Path home = root.resolve("jdk " + version);
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), javaScript("0: the release file was not read"));
    script(home.resolve("bin/javac"), "exit 0");
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"%s\"\nMODULES=\"%s\"\n".formatted(version, modules));
    return home;
  }

  FakeMachine withCompiler() throws IOException {
    script(bin.resolve("javac"), "exit 0");
    return this;
  }

  /**
   * A Maven that counts its builds, runs {@code commands}, and leaves jars where the real one does.
   */
  FakeMachine withMaven(String commands) throws IOException {
    script(
        bin.resolve("mvn"),
        """
        echo "mvn $*" >> '%s'
        echo "says Maven"
        %s
        mkdir -p app/target/lib
        echo library > app/target/lib/library.jar
        echo app > app/target/palaestra-app-1.jar
        """
            .formatted(root.resolve("builds.log"), commands));
    return this;
  }

  int builds() throws IOException {
    Path log = root.resolve("builds.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  Path checkout() throws IOException {
    Path checkout = place("check out");
    write(checkout.resolve("pom.xml"), "<project/>");
    write(checkout.resolve(".mvn/jvm.config"), "");
    write(checkout.resolve("core/pom.xml"), "<project/>");
    write(checkout.resolve("core/src/main/java/A.java"), "class A {}");
    write(checkout.resolve("core/src/main/java/B.java"), "class B {}");
    write(checkout.resolve("core/src/test/java/T.java"), "class T {}");
    return checkout;
  }

  Path unpackedZip() throws IOException {
    Path folder = place("palaestra 1");
    write(folder.resolve("lib/palaestra-app-1.jar"), "app");
    return folder;
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  Outcome launch(Path launcher, String... arguments) throws IOException, InterruptedException {
    return launchIn(root, launcher, arguments);
  }

  Outcome launchIn(Path folder, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    return await(start(folder, launcher, root.resolve("errors " + System.nanoTime()), arguments));
  }

  /** A launch that goes on; its error stream can be read while it does. */
  record Launch(Process process, Path errors) {}

  Launch start(Path folder, Path launcher, Path errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Launch(builder.start(), errors);
  }

  Outcome await(Launch launch) throws IOException, InterruptedException {
    String output =
        new String(launch.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(launch.process().waitFor(60, TimeUnit.SECONDS)).as("the launcher ended").isTrue();
    return new Outcome(launch.process().exitValue(), output, Files.readString(launch.errors()));
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Path place(String name) throws IOException {
    Path launcher = Path.of(System.getProperty("user.dir")).resolveSibling("palaestra");
    Path folder = folder(name);
    Files.copy(launcher, folder.resolve("palaestra"), StandardCopyOption.COPY_ATTRIBUTES);
    return folder;
  }

  private static String javaScript(String version) {
    return """
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion=1' >&2
          echo 'openjdk version "%s" 2025-01-01' >&2
          exit
        fi
        for argument; do
          echo "argument: $argument"
          if [ "$argument" = wait-for-signal ]; then
            trap 'echo stopped by a signal; exit 143' TERM
            echo ready >&2
            while :; do sleep 0.05; done
          fi
        done
        echo "folder: $PWD"
        exit "${FAKE_EXIT_CODE:-0}"
        """
        .formatted(version);
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
