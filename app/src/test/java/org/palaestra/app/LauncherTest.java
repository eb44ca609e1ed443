package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.FakeMachine.Launch;
import org.palaestra.app.FakeMachine.Outcome;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher for Windows is palaestra.cmd")
final class LauncherTest {

  private static final String VECTOR = "java.base jdk.incubator.vector jdk.jfr";

  private Path folder;
  private FakeMachine machine;

  @BeforeEach
  void makeMachine(@TempDir Path temporary) throws IOException {
    folder = temporary;
    machine = new FakeMachine(folder);
  }

  // An unpacked zip.

  @Test
  void unpackedZipRunsItsJarsInTheFolderOfTheCaller() throws Exception {
    Path home = machine.withJava("17.0.2").unpackedZip();
    Path elsewhere = machine.folder("else where");

    Outcome outcome =
        machine.launchIn(elsewhere, home.resolve("palaestra"), "train", "a b", "*", "");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                argument: -Dpalaestra.home=%1$s
                argument: -XX:+UseSerialGC
                argument: --add-modules
                argument: jdk.incubator.vector
                argument: -cp
                argument: %1$s/lib/*
                argument: org.palaestra.app.Palaestra
                argument: train
                argument: a b
                argument: *
                argument:\s
                folder: %2$s
                """
                    .formatted(home.toRealPath(), elsewhere.toRealPath()),
                ""));
  }

  @Test
  void symbolicLinksLeadToTheFolderOfTheJars() throws Exception {
    Path home = machine.withJava("17.0.2").unpackedZip();
    Path second =
        Files.createSymbolicLink(
            machine.folder("links").resolve("second"), home.resolve("palaestra"));
    Path first =
        Files.createSymbolicLink(
            machine.folder("links").resolve("first"), Path.of(second.getFileName().toString()));

    assertThat(machine.launch(first).output())
        .contains("-Dpalaestra.home=" + home.toRealPath() + "\n");
  }

  @Test
  void exitCodeIsThatOfTheProgram() throws Exception {
    Path home = machine.withJava("17.0.2").with("FAKE_EXIT_CODE", "2").unpackedZip();

    assertThat(machine.launch(home.resolve("palaestra")).exitCode()).isEqualTo(2);
  }

  @Test
  void signalReachesTheProgram() throws Exception {
    Path home = machine.withJava("17.0.2").unpackedZip();
    Launch launch =
        machine.start(home, home.resolve("palaestra"), folder.resolve("errors"), "wait-for-signal");
    awaitText(launch, "ready");

    launch.process().toHandle().destroy();

    Outcome outcome = machine.await(launch);
    assertThat(outcome.output()).endsWith("stopped by a signal\n");
    assertThat(outcome.exitCode()).isEqualTo(143);
  }

  @Test
  void optionsForTheJvmAreSplitAtSpacesAndComeBeforeTheProgram() throws Exception {
    Path home = machine.withJava("17.0.2").with("PALAESTRA_OPTS", "-Xmx1g  -Da=*").unpackedZip();

    assertThat(machine.launch(home.resolve("palaestra")).output())
        .contains("argument: -Xmx1g\nargument: -Da=*\nargument: -cp\n");
  }

  @Test
  void zipUnpackedInPartSaysSo() throws Exception {
    Path home = machine.withJava("17.0.2").unpackedZip();
    Files.move(home.resolve("lib"), home.resolve("elsewhere"));

    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "holds neither pom.xml nor lib/; unpack the whole zip");
  }

  // Java.

  @Test
  void nativeAccessIsGrantedFromJava24On() throws Exception {
    Path home = machine.with("JAVA_HOME", machine.jdk("24.0.1", VECTOR).toString()).unpackedZip();
    assertThat(machine.launch(home.resolve("palaestra")).output())
        .contains("argument: --enable-native-access=ALL-UNNAMED\n");

    machine.with("JAVA_HOME", machine.jdk("23", VECTOR).toString());
    assertThat(machine.launch(home.resolve("palaestra")).output()).doesNotContain("native-access");
  }

  @Test
  void vectorModuleIsAskedForOnlyOfAJavaThatHasIt() throws Exception {
    Path home = machine.with("JAVA_HOME", machine.jdk("21", VECTOR).toString()).unpackedZip();
    assertThat(machine.launch(home.resolve("palaestra"), "runs").output())
        .contains("jdk.incubator.vector");

    machine.with("JAVA_HOME", machine.jdk("22", "java.base jdk.jfr").toString());
    assertThat(machine.launch(home.resolve("palaestra"), "runs").output())
        .doesNotContain("jdk.incubator.vector");
  }

  @Test
  void javaBelow17IsRefusedWithWhatWasFoundAndWhere() throws Exception {
    Path home = machine.withJava("11.0.2").unpackedZip();
    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "needs Java 17 or newer, found version 11.0.2",
        "a machine/bin/java comes first on PATH");

    machine.withJava("1.8.0_412");
    assertRefused(machine.launch(home.resolve("palaestra")), "found version 1.8.0_412");

    Path old = machine.jdk("16.0.2", VECTOR);
    machine.with("JAVA_HOME", old.toString());
    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "found version 16.0.2 (JAVA_HOME is " + old + ")");
  }

  @Test
  void missingJavaIsNamedWithTheWayToGetIt() throws Exception {
    Path home = machine.unpackedZip();
    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "no Java found; install a JDK of version 17 or newer");

    machine.with("JAVA_HOME", "/nowhere at all");
    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "JAVA_HOME is /nowhere at all, which holds no bin/java");
  }

  // A checkout.

  @Test
  void checkoutIsBuiltOnceAndThenOnlyWhenSourcesChanged() throws Exception {
    Path home = machine.withJava("17.0.2").withCompiler().withMaven("").checkout();
    Path launcher = home.resolve("palaestra");
    Path source = home.resolve("core/src/main/java/A.java");

    Outcome first = machine.launch(launcher, "train");
    assertThat(first.errors())
        .isEqualTo("palaestra: Building Palaestra, once; this takes a minute or two …\n");
    assertThat(first.output()).contains("argument: train\n").doesNotContain("says Maven");
    assertThat(machine.builds()).isEqualTo(1);

    assertThat(machine.launch(launcher).errors()).isEmpty();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    FakeMachine.write(home.resolve("core/src/test/java/T.java"), "class T { int changed; }");
    assertThat(machine.launch(launcher).errors())
        .as("neither touched files nor tests change the program")
        .isEmpty();
    assertThat(machine.builds()).isEqualTo(1);

    FakeMachine.write(source, "class A { int changed; }");
    assertThat(machine.launch(launcher).errors())
        .isEqualTo("palaestra: Building Palaestra again, because sources changed …\n");
    assertThat(machine.builds()).isEqualTo(2);

    Files.delete(home.resolve("core/src/main/java/B.java"));
    machine.launch(launcher);
    assertThat(machine.builds()).as("after a source was deleted").isEqualTo(3);

    FakeMachine.write(home.resolve("core/src/main/resources/new file.txt"), "");
    machine.launch(launcher);
    assertThat(machine.builds()).as("after a file was added").isEqualTo(4);

    FakeMachine.write(home.resolve("core/pom.xml"), "<project></project>");
    machine.launch(launcher);
    assertThat(machine.builds()).as("after a pom changed").isEqualTo(5);

    machine.launch(launcher);
    assertThat(machine.builds()).as("after nothing changed").isEqualTo(5);
  }

  @Test
  void sourceThatChangesDuringTheBuildIsBuiltToo() throws Exception {
    Path home = machine.withJava("17.0.2").withCompiler().checkout();
    machine.withMaven("[ -e edited ] || echo 'class C {}' > core/src/main/java/C.java; : > edited");

    machine.launch(home.resolve("palaestra"));

    assertThat(machine.builds()).isEqualTo(2);
  }

  @Test
  void programKeepsTheJarsItStartedWithWhileALaterLaunchBuilds() throws Exception {
    Path home = machine.withJava("17.0.2").withCompiler().withMaven("").checkout();
    assumeTrue(machine.has("flock"), "without flock(1) former builds are never cleared away");
    Launch running =
        machine.start(home, home.resolve("palaestra"), folder.resolve("errors"), "wait-for-signal");
    awaitText(running, "ready");
    Path builds = home.resolve("app/target/launcher");
    String used = Files.readString(builds.resolve("newest")).strip();

    FakeMachine.write(home.resolve("core/src/main/java/A.java"), "class A { int changed; }");
    machine.launch(home.resolve("palaestra"));
    assertThat(builds.resolve(used).resolve("lib/library.jar")).exists();

    running.process().toHandle().destroy();
    machine.await(running);
    FakeMachine.write(home.resolve("core/src/main/java/A.java"), "class A { long changed; }");
    machine.launch(home.resolve("palaestra"));
    assertThat(builds.resolve(used)).doesNotExist();
  }

  @Test
  void launchesAtTheSameTimeBuildOnce() throws Exception {
    Path home = machine.withJava("17.0.2").withCompiler().checkout();
    assumeTrue(machine.has("flock"), "without flock(1) launches do not wait for one another");
    machine.withMaven("while [ ! -e go ]; do sleep 0.05; done");

    Launch first = machine.start(home, home.resolve("palaestra"), folder.resolve("first"));
    awaitText(first, "Building");
    Launch second = machine.start(home, home.resolve("palaestra"), folder.resolve("second"));
    awaitText(second, "waiting");
    Files.createFile(home.resolve("go"));

    assertThat(machine.await(first).exitCode()).isZero();
    Outcome outcome = machine.await(second);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors())
        .isEqualTo("palaestra: another launch is building Palaestra; waiting for it …\n");
    assertThat(machine.builds()).isEqualTo(1);
  }

  @Test
  void failedBuildShowsTheEndOfItsLogAndIsTriedAgain() throws Exception {
    Path home =
        machine
            .withJava("17.0.2")
            .withCompiler()
            .withMaven("echo 'A.java:1: error'; exit 1")
            .checkout();

    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "the build failed; the end of "
            + home.toRealPath().resolve("app/target/launcher/build.log"),
        "A.java:1: error");

    machine.withMaven("");
    assertThat(machine.launch(home.resolve("palaestra")).exitCode()).isZero();
  }

  @Test
  void missingToolsForTheBuildAreNamed() throws Exception {
    Path home = machine.withJava("17.0.2").withCompiler().checkout();
    assertRefused(
        machine.launch(home.resolve("palaestra")),
        "no Maven found",
        "install Maven 3.8.7 or newer");

    Path runtime = machine.withMaven("").jdk("17.0.3", VECTOR);
    Files.delete(runtime.resolve("bin/javac"));
    machine.with("JAVA_HOME", runtime.toString());
    assertRefused(
        machine.launch(home.resolve("palaestra")), "is a Java without a compiler; install a JDK");
    assertThat(machine.builds()).isZero();
  }

  @Test
  void mavenRunsOnTheJavaThatWasFound() throws Exception {
    Path jdk = machine.jdk("21", VECTOR);
    Path home =
        machine
            .with("JAVA_HOME", jdk.toString())
            .withMaven("echo \"$JAVA_HOME\" > used")
            .checkout();

    assertThat(machine.launch(home.resolve("palaestra")).exitCode()).isZero();
    assertThat(Path.of(Files.readString(home.resolve("used")).strip())).isEqualTo(jdk.toRealPath());
  }

  private static void assertRefused(Outcome outcome, String... reasons) {
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors()).contains(reasons);
  }

  private static void awaitText(Launch launch, String text) throws IOException {
    Instant end = Instant.now().plusSeconds(30);
    while (!Files.readString(launch.errors()).contains(text)) {
      assertThat(Instant.now()).as("waiting for the launcher to say '%s'", text).isBefore(end);
      Thread.onSpinWait();
    }
  }
}
