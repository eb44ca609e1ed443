package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.settings.InvalidInputException;

class ProjectTemplateTest {

  private final Path folder;
  private final Path home;

  ProjectTemplateTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    home = folder.resolve("home");
    Files.createDirectories(home.resolve("lib/repository/org/palaestra/palaestra-core/1.2.3"));
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void namesAreReplacedThroughout() throws Exception {
    ProjectTemplate.Project project =
        ProjectTemplate.generate("org.acme.games.DeepMine-v3", folder.resolve("mine"), home);
    assertThat(project.id()).hasToString("DeepMine-v3");
    assertThat(project.folder()).isEqualTo(folder.resolve("mine"));
    assertThat(project.jar()).isEqualTo(folder.resolve("mine/target/deep-mine.jar"));
    assertThat(files(project.folder()))
        .containsExactly(
            ".gitignore",
            "README.md",
            "pom.xml",
            "src/main/java/org/acme/games/DeepMine.java",
            "src/main/resources/META-INF/services/org.palaestra.environment.EnvironmentProvider",
            "src/test/java/org/acme/games/DeepMineTest.java");
    for (String file : files(project.folder())) {
      assertThat(Files.readString(project.folder().resolve(file)))
          .as(file)
          .doesNotContain("LightsOut", "lights-out", "org.example", "org/example");
    }
    assertThat(project.folder().resolve("pom.xml"))
        .content()
        .contains("<groupId>org.acme.games</groupId>", "<artifactId>deep-mine</artifactId>")
        .contains("<palaestra.version>1.2.3</palaestra.version>")
        .contains(
            "<palaestra.repository>"
                + home.resolve("lib/repository").toUri()
                + "</palaestra.repository>");
    assertThat(project.folder().resolve("README.md"))
        .content()
        .contains("cd " + home, "train DeepMine-v3 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Foo, Foo-v0, foo",
    "Foo-v7, Foo-v7, foo",
    "org.acme.Foo, Foo-v0, foo",
    "LightsOut, LightsOut-v0, lights-out",
    "MyLightsOut3D-v1, MyLightsOut3D-v1, my-lights-out3-d",
  })
  void everyFormOfNameGivesAProjectThatCompilesAndKeepsTheContract(
      String name, String id, String artifact) throws Exception {
    assertThat(ProjectTemplate.folderName(name)).isEqualTo(artifact);
    Path project = ProjectTemplate.generate(name, folder.resolve("p"), home).folder();
    Path classes = compile(project);
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      EnvironmentDefinition<?> definition =
          ServiceLoader.load(EnvironmentProvider.class, loader).stream()
              .filter(provider -> provider.type().getClassLoader() == loader)
              .flatMap(provider -> provider.get().environments().stream())
              .findFirst()
              .orElseThrow();
      assertThat(definition.id()).hasToString(id);
      CheckReport report = EnvironmentChecker.check(definition);
      assertThat(report.findings()).as(report.describe()).isEmpty();
    }
  }

  /** What README walks through; with Maven itself in {@code .ci/run}. */
  @Test
  void generatedEnvironmentIsFoundCheckedAndTrainedOnAsAPlugin() throws Exception {
    Path project = ProjectTemplate.generate("Maze", folder.resolve("maze"), home).folder();
    Session session = new Session(folder.resolve("session"));
    Files.createDirectories(session.plugins());
    PluginJar.pack(session.plugins().resolve("maze.jar"), compile(project));
    assertThat(session.run("environments").output()).contains("Maze-v0", "maze.jar");
    assertThat(session.run("check", "Maze-v0").output()).contains("nothing to mend");
    Session.Outcome trained = session.train("Maze-v0", "--steps=1000", "--episodes=5", "--json");
    assertThat(trained.exitCode()).as(trained.errors()).isZero();
    assertThat(trained.json().path("evaluation").path("mean").asDouble()).isBetween(-50.0, -1.0);
    assertThat(session.run("evaluate", "latest", "--episodes=5").exitCode()).isZero();
  }

  /** The environment, its test and its service file, as Maven would. */
  private static Path compile(Path project) throws IOException {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<Path> sources = new ArrayList<>();
    for (String file : files(project)) {
      if (file.endsWith(".java")) {
        sources.add(project.resolve(file));
      } else if (file.startsWith("src/main/resources/")) {
        Path copy = classes.resolve(file.substring("src/main/resources/".length()));
        Files.createDirectories(copy.resolve("..").normalize());
        Files.copy(project.resolve(file), copy);
      }
    }
    List<String> options =
        List.of(
            "-proc:none",
            "--release",
            "17",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      assertThat(
              compiler
                  .getTask(
                      messages,
                      files,
                      null,
                      options,
                      null,
                      files.getJavaFileObjectsFromPaths(sources))
                  .call())
          .as(messages.toString())
          .isTrue();
    }
    return classes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "foo",
        "3D",
        "Foo Bar",
        "Foo-v",
        "Foo-v12345",
        "../Foo",
        "Org.Foo",
        "org..Foo",
        "org.Foo.Bar",
        "org.class.Foo",
        "Foo;rm",
        "Canvas",
        "Override",
        "Provider",
        "Test",
      })
  void nameThatIsNoneIsRefusedAndNothingWritten(String name) {
    assertThatThrownBy(() -> ProjectTemplate.generate(name, folder.resolve("new"), home))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("environment name \"" + name + "\"");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void folderInUseIsRefusedAndLeftAsItIs() throws Exception {
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> ProjectTemplate.generate("Foo", used, home))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("used is not empty; choose another folder");
    assertThat(files(used)).containsExactly("mine.txt");
    assertThatThrownBy(() -> ProjectTemplate.generate("Foo", used.resolve("mine.txt"), home))
        .hasMessageContaining("mine.txt is a file");
    // An empty one will do, and so will one whose parents must be made.
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(ProjectTemplate.generate("Foo", empty, home).folder()).isNotEmptyDirectory();
    assertThat(ProjectTemplate.generate("Foo", folder.resolve("a/b/c"), home).folder())
        .isNotEmptyDirectory();
    assertThat(new TreeSet<>(List.of(folder.toFile().list())))
        .containsExactly("a", "empty", "home", "used");
  }

  @Test
  void programThatIsNotBuiltIsNamed() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> ProjectTemplate.generate("Foo", folder.resolve("new"), nowhere))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(nowhere + " holds no Maven repository with palaestra-core");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void templateAsksForThisVersion() throws Exception {
    Path example = Path.of("../examples/custom-environment/pom.xml");
    assertThat(Files.readString(example))
        .contains("<palaestra.version>" + Provenance.version() + "</palaestra.version>");
  }
}
