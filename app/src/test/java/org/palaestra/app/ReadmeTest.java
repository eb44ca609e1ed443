package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.palaestra.app.experiment.Experiment;
import picocli.CommandLine;

final class ReadmeTest {

  private static final Path README =
      Path.of(System.getProperty("user.dir")).resolveSibling("README.md");

  /** Lines of the blocks marked {@code sh}, without comments. */
  private static List<String> shellLines() throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside && !line.isBlank()) {
        lines.add(line.replaceFirst("\\s+#.*", "").strip());
      }
    }
    return lines;
  }

  @Test
  void everyCommandOfTheReadmeIsOneThatTheProgramTakes() throws IOException {
    Platform platform = new Platform();
    List<String> own = new ArrayList<>();
    int checked = 0;
    for (String line : shellLines()) {
      if (line.startsWith("./palaestra new environment ")) {
        own.add(line.split(" +", -1)[3] + "-v0");
      }
      if (!line.startsWith("./palaestra ")) {
        continue;
      }
      String[] arguments = line.substring("./palaestra ".length()).split(" +", -1);
      CommandLine.ParseResult parsed = Palaestra.commandLine().parseArgs(arguments);
      assertThat(parsed.subcommand()).as(line).isNotNull();
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].endsWith(".yaml")) {
          assertThat(
                  Experiment.read(
                          README.resolveSibling(arguments[i]),
                          platform.environments(),
                          platform.agents())
                      .plans())
              .as(line)
              .isNotEmpty();
        }
        if (arguments[i].matches("[A-Za-z0-9]+-v\\d+") && !own.contains(arguments[i])) {
          assertThat(platform.environments().find(arguments[i])).as(line).isNotNull();
        }
        if (arguments[i].equals("--agent")) {
          assertThat(platform.agents().find(arguments[i + 1])).as(line).isNotNull();
        }
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(10);
  }

  @Test
  void theTwoCommandsThatSetEverythingUpComeFirst() throws IOException {
    assertThat(shellLines().subList(0, 2))
        .containsExactly("./palaestra train CartPole-v1 --agent dqn", "mvn verify");
  }

  @Test
  void everyFileThatTheReadmePointsAtIsThere() throws IOException {
    var links =
        java.util.regex.Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(README));
    int checked = 0;
    while (links.find()) {
      assertThat(README.resolveSibling(links.group(1))).exists();
      checked++;
    }
    assertThat(checked).isPositive();
  }
}
