package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.app.Session.Outcome;

/** {@code palaestra conformance} on recordings of whole episodes. */
final class EpisodeConformanceTest {

  private static final String HEAD =
      "{\"environment\": \"Asterix-v1\", \"shape\": [10, 10, 4],"
          + " \"actions\": [\"noop\", \"left\", \"up\", \"right\", \"down\", \"fire\"]}\n";

  /** The player is in column 5 of row 5: cell (5 · 10 + 5) · 4. */
  private static final String RESET = "{\"reset\": true, \"draws\": [], \"cells\": [220]}\n";

  /** One column to the left. */
  private static final String LEFT =
      "{\"action\": 1, \"draws\": [], \"reward\": 0.0, \"terminated\": false, \"cells\": [216]}\n";

  private Session session;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
    file = folder.resolve("Asterix-v1.jsonl");
  }

  private Outcome compare(String content) throws IOException {
    Files.writeString(file, content);
    return session.run("conformance", file.toString());
  }

  @Test
  void episodeThatAgreesIsCounted() throws Exception {
    Outcome outcome = compare(HEAD + RESET + LEFT + RESET + LEFT);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.output().lines().toList().get(1)).matches("Asterix-v1.jsonl +4 +0 +0.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0 | 1.0 | reward is 0.0 instead of 1.0",
        "false | true | terminated is false",
        "[216] | [216, 217] | cells {217} are missing and {} too many",
        "[216] | [] | cells {} are missing and {216} too many",
        "\"draws\": [] | \"draws\": [[2, 1]] | 1 recorded draws were not taken"
      })
  void differenceIsAMismatchAndDescribed(String part, String other, String seen) throws Exception {
    Outcome outcome = compare(HEAD + RESET + LEFT.replace(part, other));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output().lines().toList().get(1)).matches("Asterix-v1.jsonl +2 +1 .*");
    assertThat(outcome.errors()).startsWith(file + ": line 3: ").contains(seen);
  }

  @Test
  void restOfAnEpisodeThatWentAstrayDiffersUntilTheNext() throws Exception {
    StringBuilder steps = new StringBuilder();
    String stay = LEFT.replace("\"action\": 1", "\"action\": 0").replace("216", "220");
    for (int i = 0; i < 12; i++) {
      steps.append(stay);
    }
    // Something spawns in the eleventh step, and no draws are recorded for it.
    Outcome outcome = compare(HEAD + RESET + steps + RESET + LEFT);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output().lines().toList().get(1)).matches("Asterix-v1.jsonl +15 +2 .*");
    assertThat(outcome.errors())
        .contains("line 13: a number below 2 is drawn where 0 draws were recorded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"action\": 1 | \"action\": 6 | line 3: action must be from 0 to 5, got 6",
        "\"reward\" | \"rewrd\" | line 3 needs a number \"reward\"",
        "\"cells\" | \"cell\" | line 3 has no list \"cells\"",
        "[216] | [400] | line 3: a cell must be from 0 to 399, got 400",
        "\"draws\" | \"draw\" | line 3: there is no list \"draws\"",
        "\"draws\": [] | \"draws\": [[2, 2]] | line 3: draw 1 gives 2, which must be",
        "{\"action\" | \"action\" | line 3 is not JSON"
      })
  void whatIsWrongIsNamed(String part, String other, String message) throws Exception {
    refused(compare(HEAD + RESET + LEFT.replace(part, other)), file + ": " + message);
  }

  @Test
  void episodeBeginsWithAReset() throws Exception {
    refused(compare(HEAD + LEFT), file + ": line 2 is a step, but no \"reset\" begins the episode");
  }

  @Test
  void spacesMustBeThoseOfTheEnvironment() throws Exception {
    refused(
        compare(HEAD.replace("10, 4]", "10, 5]") + RESET),
        file + ": the recording has 6 actions and the shape [10,10,5], Asterix-v1 has");
    refused(
        compare(HEAD.replace("Asterix-v1", "CartPole-v1") + RESET),
        file + ": CartPole-v1 does not have numbered actions and observations of bits");
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).singleElement().asString().startsWith("error: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Asterix-v1", "Breakout-v1", "Freeway-v1", "Seaquest-v1", "SpaceInvaders-v1"})
  void originalsAreMatched(String id) {
    Path recorded =
        Path.of(System.getProperty("conformance.dir", "")).resolve("arcade/" + id + ".jsonl.gz");
    if (!Boolean.parseBoolean(System.getenv("CI"))) {
      assumeTrue(Files.exists(recorded), recorded + " is not there; see docs/testing.md");
    }
    Outcome outcome = session.run("conformance", recorded.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    String[] cells = outcome.output().lines().toList().get(1).split(" +", -1);
    assertThat(Integer.parseInt(cells[1])).isGreaterThan(4_000);
    assertThat(cells[2]).isEqualTo("0");
  }
}
