package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;

/** Plug-in jars that cannot do their part are named, with the reason and the way out. */
final class BrokenPluginTest {

  private static final String PROVIDER =
      """
      import java.util.*;
      import java.util.random.RandomGenerator;
      import org.palaestra.environment.*;
      import org.palaestra.space.*;

      public final class Plug implements EnvironmentProvider {
        public Plug() { %s }
        @Override public List<EnvironmentDefinition<?>> environments() { %s }
        static Environment none() { throw new IllegalStateException("no such device"); }
      }
      """;

  private Session session;
  private Path jar;

  @BeforeEach
  void begin(@TempDir Path folder) throws IOException {
    session = new Session(folder);
    Files.createDirectories(session.plugins());
    jar = session.plugins().resolve("plug.jar");
  }

  private void write(String provider, String constructor, String environments) throws IOException {
    PluginJar.write(jar, provider, "Plug", PROVIDER.formatted(constructor, environments));
  }

  private static void refused(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).as(outcome.errors()).hasSize(1);
    assertThat(outcome.errors()).startsWith("error: ").contains(parts);
  }

  private void broken(String... reasons) {
    for (Outcome outcome :
        List.of(
            session.run("train", "CartPole-v1", "-a", "random"),
            session.run("environments"),
            session.run("check", "CartPole-v1"))) {
      refused(outcome, "the plug-in " + jar + " is broken: ", "mend it or remove it");
      assertThat(outcome.errors()).contains(reasons);
    }
    assertThat(session.runs()).doesNotExist();
  }

  @Test
  void fileThatIsNoJarIsNamed() throws Exception {
    Files.writeString(jar, "not a jar");
    broken("it is not a readable jar");
  }

  @Test
  void jarThatWasCutShortIsNamed() throws Exception {
    write("Plug", "", "return List.of();");
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    broken("it is not a readable jar");
  }

  @Test
  void jarWithoutServicesIsHarmless() throws Exception {
    write("Plug", "", "return List.of();");
    assertThat(session.run("environments").exitCode()).isZero();
  }

  @Test
  void constructorThatThrowsIsNamed() throws Exception {
    write("Plug", "throw new IllegalStateException(\"no licence\");", "return List.of();");
    broken("java.lang.IllegalStateException: no licence");
  }

  @Test
  void missingClassIsNamed() throws Exception {
    write("Plugg", "", "return List.of();");
    broken("Provider Plugg not found");
  }

  @Test
  void listThatThrowsIsNamed() throws Exception {
    write("Plug", "", "throw new UnsupportedOperationException(\"later\");");
    broken("it threw java.lang.UnsupportedOperationException: later");
  }

  @Test
  void listThatIsNotThereIsNamed() throws Exception {
    write("Plug", "", "return null;");
    broken("it threw java.lang.NullPointerException");
  }

  @Test
  void idThatIsNoneIsNamed() throws Exception {
    write(
        "Plug",
        "",
        "return List.of(EnvironmentDefinition.of(\"My Game\", \"\", 0, () -> none()));");
    broken("environment id \"My Game\" is not of the form Name-vN");
  }

  @Test
  void idThatIsTakenNamesBothPlaces() throws Exception {
    write(
        "Plug",
        "",
        "return List.of(EnvironmentDefinition.of(\"CartPole-v1\", \"\", 0, () -> none()));");
    refused(
        session.run("train", "CartPole-v1", "-a", "random"),
        "the environment CartPole-v1 is registered twice: built in and " + jar,
        "rename or remove one");
    Files.copy(jar, session.plugins().resolve("other.jar"));
    refused(session.run("environments"), "CartPole-v1 is registered twice");
  }

  @Test
  void twoJarsWithOneIdAreBothNamed() throws Exception {
    write(
        "Plug",
        "",
        "return List.of(EnvironmentDefinition.of(\"Mine-v1\", \"\", 0, () -> none()));");
    Path other = session.plugins().resolve("zweiter.jar");
    Files.copy(jar, other);
    refused(session.run("environments"), "Mine-v1 is registered twice: " + jar + " and " + other);
  }

  @Test
  void environmentThatCannotBeMadeIsNamed() throws Exception {
    write(
        "Plug",
        "",
        "return List.of(EnvironmentDefinition.of(\"Mine-v1\", \"\", 0, () -> none()));");
    String message = "Mine-v1 cannot be made: it threw java.lang.IllegalStateException: no such";
    refused(session.run("train", "Mine-v1", "-a", "random"), message);
    refused(session.run("environments", "show", "Mine-v1"), message);
    assertThat(session.runs()).doesNotExist();
    // Others can be trained meanwhile.
    assertThat(session.run("agents", "show", "random").output())
        .contains("CartPole-v1", "not on 1 other: it cannot be tried there, since Mine-v1 cannot");
    assertThat(session.run("train", "CartPole-v1", "-a", "random", "--steps=10").exitCode())
        .isZero();
  }

  @Test
  void folderThatIsNotThereHoldsNoPlugins() throws Exception {
    Files.delete(session.plugins());
    assertThat(session.run("environments").exitCode()).isZero();
  }
}
