package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.app.Session.Outcome;

final class ConformanceCommandTest {

  private static final String HEAD = "{\"environment\": \"MountainCar-v0\"}\n";

  /**
   * At rest at 0, where the slope pulls by 0.0025 cos(0): without a push the car rolls back by
   * 0.0025.
   */
  private static final String LINE =
      "{\"state\": [0.0, 0.0], \"action\": 1, \"next_state\": [-0.0025, -0.0025],"
          + " \"observation\": [-0.0025, -0.0025], \"reward\": -1.0, \"terminated\": false}\n";

  private Session session;
  private Path file;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
    file = folder.resolve("MountainCar-v0.jsonl");
  }

  private Outcome compare(String content) throws IOException {
    Files.writeString(file, content);
    return session.run("conformance", file.toString());
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).singleElement().asString().startsWith("error: " + message);
  }

  @Test
  void transitionThatAgreesIsCounted() throws Exception {
    Outcome outcome = compare(HEAD + LINE + "\n" + LINE);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines().toList().get(1))
        .matches("MountainCar-v0.jsonl +2 +0 +\\d.*");
  }

  @Test
  void packedFileIsUnpacked() throws Exception {
    Path packed = session.folder().resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write((HEAD + LINE).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(session.run("conformance", packed.toString()).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"next_state\": [-0.0025, -0.0025] | \"next_state\": [-0.0025, -0.0026] |"
            + " next_state[1] is -0.0025 instead of -0.0026; | 0.000100",
        "\"observation\": [-0.0025, -0.0025] | \"observation\": [0.4975, -0.0025] |"
            + " observation[0] is -0.0024999999441206455 instead of 0.4975; | 0.500",
        "\"reward\": -1.0 | \"reward\": -2.0 | reward[0] is -1.0 instead of -2.0; | 1.00",
        "\"terminated\": false | \"terminated\": true | terminated is false; | 0.00",
        "\"next_state\": [-0.0025, -0.0025] | \"next_state\": [-0.0025] |"
            + " next_state has 2 values instead of 1; | 0.00"
      })
  void mismatchIsNamedWithFileLineAndNumbers(
      String correct, String changed, String problem, String largest) throws Exception {
    Outcome outcome = compare(HEAD + LINE + LINE.replace(correct, changed));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors().strip()).isEqualTo(file + ": line 3: " + problem);
    String row = outcome.output().lines().toList().get(1);
    assertThat(row).matches("MountainCar-v0.jsonl +2 +1 +\\S+");
    if (!largest.equals("0.00")) {
      assertThat(row).endsWith(" " + largest);
    }
  }

  @Test
  void oneBadFileDoesNotHideTheOthers() throws Exception {
    Path good = Files.writeString(session.folder().resolve("good.jsonl"), HEAD + LINE);
    Files.writeString(file, HEAD + LINE.replace("-1.0", "-3.0"));
    Outcome outcome = session.run("conformance", file.toString(), good.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output().lines().toList().get(2)).matches("good.jsonl +1 +0 +\\S+");
  }

  @Test
  void fileThatCannotBeComparedDoesNotHideTheOthers() throws Exception {
    Path good = Files.writeString(session.folder().resolve("good.jsonl"), HEAD + LINE);
    Path bad = Files.writeString(session.folder().resolve("bad.jsonl"), "garbage");
    Path missing = session.folder().resolve("missing.jsonl");
    Files.writeString(file, HEAD + LINE.replace("-1.0", "-3.0"));

    Outcome outcome =
        session.run(
            "conformance", bad.toString(), good.toString(), missing.toString(), file.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output().lines().skip(1))
        .satisfiesExactly(
            row -> assertThat(row).matches("good.jsonl +1 +0 +\\S+"),
            row -> assertThat(row).matches("MountainCar-v0.jsonl +1 +1 +\\S+"));
    assertThat(outcome.errors().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + ": line 2: reward"),
            line -> assertThat(line).startsWith("error: " + bad + ": line 1 is not JSON: "),
            line -> assertThat(line).isEqualTo("error: there is no file " + missing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"environment\": \"MountainCar-v0\"}",
        "{\"environment\": \"MountainCar-v0\"}\n\n\n",
        "{\"environment\": \"Asterix-v1\", \"shape\": [10, 10, 4],"
            + " \"actions\": [\"noop\", \"left\", \"up\", \"right\", \"down\", \"fire\"]}",
        "{\"values\": []}"
      })
  void fileWithoutLinesProvesNothing(String content) throws Exception {
    refused(compare(content), file + ": it has no lines to compare, which proves nothing");
  }

  @Test
  void tableThatDiffersIsNamedWithStateAndAction() throws Exception {
    Path table = session.folder().resolve("FrozenLake-v1.model.json");
    Files.writeString(
        table,
        "{\"environment\": \"FrozenLake-v1\", \"states\": 2, \"actions\": 4, \"transitions\": []}");
    refused(
        session.run("conformance", table.toString()),
        table + ": the table has 2 states and 4 actions, the environment 16 and 4");
  }

  @Test
  void valueThatDiffersIsNamedWithItsState() throws Exception {
    // Nineteen states in a row between two ends: by chance from the middle, as often left as right.
    String zeros = "0.0" + ", 0.0".repeat(20);
    String walk =
        "{\"values\": [{\"environment\": \"RandomWalk19-v1\", \"discount\": 0.0,"
            + " \"optimal_values\": [%s], \"uniform_policy_values\": [%s]}]}";
    // Without a future, only the states beside the ends have a value: half of −1, and half of 1.
    String correct = "0.0, -0.5" + ", 0.0".repeat(17) + ", 0.5, 0.0";
    Path values = session.folder().resolve("optimal-values.json");

    Files.writeString(values, walk.formatted(correct, correct));
    Outcome same = session.run("conformance", values.toString());
    assertThat(same.exitCode()).as(same.errors()).isZero();
    assertThat(same.output().lines().toList().get(1)).matches("optimal-values.json +42 +0 +\\S+");

    Files.writeString(values, walk.formatted(correct, zeros));
    Outcome other = session.run("conformance", values.toString());
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.output().lines().toList().get(1)).matches("optimal-values.json +42 +2 +0.500");
    assertThat(other.errors().strip())
        .isEqualTo(
            values
                + ": RandomWalk19-v1, discount 0.0: uniform_policy_values of state 1 is -0.5 instead"
                + " of 0.0;");

    Files.writeString(values, walk.formatted("0.0", zeros));
    refused(
        session.run("conformance", values.toString()),
        values + ": RandomWalk19-v1 has 21 states, and a list \"optimal_values\" of 1");
    Files.writeString(values, walk.formatted(correct, correct).replace("0.0,", "1.5,"));
    refused(
        session.run("conformance", values.toString()),
        values + ": RandomWalk19-v1 needs a \"discount\" of at least 0 and below 1, got 1.5");
  }

  @Test
  void missingFileIsNamed() {
    refused(session.run("conformance", file.toString()), "there is no file " + file);
  }

  @Test
  void emptyFileIsNamed() throws Exception {
    refused(compare(""), file + ": it is empty");
  }

  @Test
  void garbageIsNamedWithItsLine() throws Exception {
    refused(compare("garbage"), file + ": line 1 is not JSON: ");
    refused(compare(HEAD + LINE + LINE.substring(0, 40)), file + ": line 3 is not JSON: ");
    refused(compare("[]"), file + ": line 1 names no \"environment\"");
    refused(
        compare("{\"environment\": \"MountainCar-v1\"}"),
        file + ": unknown environment \"MountainCar-v1\"; did you mean MountainCar-v0?");
  }

  @Test
  void fileThatOnlyLooksPackedIsNamed() throws Exception {
    Path packed = Files.writeString(session.folder().resolve("a.jsonl.gz"), "garbage");
    refused(session.run("conformance", packed.toString()), packed + " cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "0.5", "\"1\"", "[1]", "null"})
  void actionThatIsNoneIsNamed(String action) throws Exception {
    refused(
        compare(HEAD + LINE.replace("\"action\": 1", "\"action\": " + action)),
        file + ": line 2: action must be from 0 to 2, got " + action);
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    refused(
        compare(HEAD + LINE.replace("\"state\"", "\"stat\"")),
        file + ": line 2 has no list \"state\"");
    refused(
        compare(HEAD + LINE.replace("\"reward\"", "\"rewrd\"")),
        file + ": line 2 needs a number \"reward\"");
    refused(
        compare(HEAD + LINE.replace("false", "0")),
        file + ": line 2 needs a number \"reward\" and true or false as \"terminated\"");
    refused(
        compare(HEAD + LINE.replace("\"state\": [0.0, 0.0]", "\"state\": [0.0]")),
        file + ": line 2: the environment threw ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CartPole-v1.jsonl.gz",
        "MountainCar-v0.jsonl.gz",
        "MountainCarContinuous-v0.jsonl.gz",
        "Acrobot-v1.jsonl.gz",
        "Pendulum-v1.jsonl.gz",
        "FrozenLake-v1.model.json.gz",
        "FrozenLake8x8-v1.model.json.gz"
      })
  void originalsAreMatched(String name) {
    assertMatched("gymnasium/" + name);
  }

  @Test
  void recordedValuesAreMatched() {
    assertMatched("planning/optimal-values.json");
  }

  private void assertMatched(String name) {
    Path recorded = Path.of(System.getProperty("conformance.dir", "")).resolve(name);
    if (!Boolean.parseBoolean(System.getenv("CI"))) {
      assumeTrue(Files.exists(recorded), recorded + " is not there; see docs/testing.md");
    }
    Outcome outcome = session.run("conformance", recorded.toString());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    String[] cells = outcome.output().lines().toList().get(1).split(" +", -1);
    assertThat(Integer.parseInt(cells[1])).isGreaterThan(40);
    assertThat(cells[2]).isEqualTo("0");
  }
}
