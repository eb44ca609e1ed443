package org.palaestra.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.space.Box;

/**
 * The class of an environment is its documentation page, with headings that are always the same.
 */
class DocumentationTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PICTURES = Path.of("../docs/images/environments");
  private static final Pattern HEADING = Pattern.compile("<h2>(.*?)</h2>");
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "public final class \\w+[^{]*\\b(DiscreteEnvironment|ContinuousEnvironment|FiniteMdp"
              + "|TabularEnvironment|ArmedBandit|ArcadeGame|FiniteProbe|NumberedProbe|ContinuousProbe)\\b");

  private static Stream<EnvironmentDefinition<?>> definitions() {
    return Registered.definitions();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyEnvironmentHasAllHeadingsInOrder(EnvironmentDefinition<?> definition)
      throws IOException {
    String page = page(source(definition));
    List<String> expected =
        new ArrayList<>(List.of("Description", "Actions", "Observation", "Reward", "Start", "End"));
    if (!pixels(definition).isEmpty()) {
      expected.add(expected.indexOf("Reward"), "As pixels");
    }
    if (definition.defaults().getClass().getRecordComponents().length > 0) {
      expected.add("Options");
    }
    expected.addAll(List.of("Version history", "Source"));
    List<String> headings = new ArrayList<>();
    Matcher matcher = HEADING.matcher(page);
    while (matcher.find()) {
      headings.add(matcher.group(1));
    }
    assertThat(headings).as(source(definition).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everySectionSaysSomethingAndSpacesAreTables(EnvironmentDefinition<?> definition)
      throws IOException {
    String[] sections = page(source(definition)).split("<h2>", -1);
    for (int i = 1; i < sections.length; i++) {
      String heading = sections[i].substring(0, sections[i].indexOf("</h2>"));
      String body = sections[i].substring(heading.length() + 5).replaceAll("<[^>]*>|[*\\s]", "");
      assertThat(body).as("%s: %s", definition.id(), heading).hasSizeGreaterThan(10);
      if (heading.equals("Actions") || heading.equals("Observation")) {
        assertThat(sections[i]).as("%s: %s", definition.id(), heading).contains("<table>");
      }
      if (heading.equals("Observation")) {
        assertThat(sections[i]).contains("<th>unit</th><th>low</th><th>high</th>");
      }
      if (heading.equals("Version history")) {
        assertThat(sections[i]).contains("<li>v" + definition.id().version());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void pixelsAreToldWithTheirShapeAndFrames(EnvironmentDefinition<?> definition)
      throws IOException {
    for (EnvironmentDefinition<?> seen : pixels(definition)) {
      int[] shape = ((Box) Registered.environment(seen.id().toString()).observationSpace()).shape();
      String page = page(source(definition)).replaceAll("\\s+\\*\\s+", " ");
      String section = page.substring(page.indexOf("<h2>As pixels</h2>"));
      assertThat(section.substring(0, section.indexOf("<h2>Reward</h2>")))
          .contains(seen.id().toString(), Arrays.toString(shape), "grey")
          .contains(
              shape[2] == 1
                  ? List.of("single frame", "hides", "velocities")
                  : List.of("last %d frames".formatted(shape[2]), "the oldest first"));
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyEnvironmentHasAPicture(EnvironmentDefinition<?> definition) throws IOException {
    Path picture = PICTURES.resolve(definition.id() + ".gif");
    assertThat(picture).as("docs/gallery %s records it", definition.id()).isRegularFile();
    assertThat(Files.readAllBytes(picture))
        .startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.readString(PICTURES.resolve("../../environments.md")))
        .contains("(images/environments/%s.gif)".formatted(definition.id()));
  }

  @Test
  void everyEnvironmentInTheSourcesIsRegistered() throws IOException {
    List<Path> registered = new ArrayList<>();
    for (EnvironmentDefinition<?> definition : definitions().toList()) {
      registered.add(source(definition));
    }
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (ENVIRONMENT.matcher(Files.readString(file)).find()) {
          assertThat(registered).contains(file);
        }
      }
    }
    assertThat(registered).isNotEmpty();
  }

  /** What is registered of the same class with pixels around it. */
  private static List<EnvironmentDefinition<?>> pixels(EnvironmentDefinition<?> definition) {
    List<EnvironmentDefinition<?>> found = new ArrayList<>();
    for (EnvironmentDefinition<?> other : definitions().toList()) {
      if (other.wrappers().stream().anyMatch(wrapper -> wrapper.name().equals("pixels"))
          && source(other).equals(source(definition))) {
        found.add(other);
      }
    }
    return found;
  }

  /** The Javadoc of the class. */
  private static String page(Path source) throws IOException {
    String text = Files.readString(source);
    return text.substring(text.indexOf("/**"), text.indexOf("*/"));
  }

  private static Path source(EnvironmentDefinition<?> definition) {
    Class<?> type = definition.create(definition.spec()).getClass();
    return SOURCES.resolve(type.getName().replace('.', '/') + ".java");
  }
}
