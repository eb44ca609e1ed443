package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;
import org.palaestra.training.RunFolder;

/** Files of a run that were cut short or changed. */
final class DamagedRunTest {

  private Session session;
  private RunFolder run;

  @BeforeEach
  void begin(@TempDir Path folder) throws IOException {
    session = new Session(folder);
    run = session.stopped("CartPole-v1", "random", Map.of(), 200);
  }

  /** Every command that opens a run refuses it, in one line, and leaves it as it is. */
  private void refused(String... parts) throws IOException {
    Map<String, String> before = session.tree();
    for (Outcome outcome :
        List.of(
            session.run("evaluate", run.name()),
            session.run("train", "--resume", run.name()),
            session.run("record", run.name(), session.folder().resolve("a.gif").toString()))) {
      assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
      assertThat(outcome.errors().lines()).as(outcome.errors()).hasSize(1);
      assertThat(outcome.errors()).startsWith("error: ").contains(parts);
    }
    before.putIfAbsent(run.name() + "/lock", "");
    assertThat(session.tree()).isEqualTo(before);
    assertThat(session.folder().resolve("a.gif")).doesNotExist();
  }

  @Test
  void runDescriptionCutAnywhereIsRefused() throws Exception {
    Path file = run.path().resolve("run.json");
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole.length).isGreaterThan(300);
    for (int length = 0; length < whole.length - 2; length += 50) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file + " is damaged: ");
    }
  }

  @Test
  void runOfAnotherVersionIsRefused() throws Exception {
    Path file = run.path().resolve("run.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"version\" : 1,", "\"version\" : 2,"));
    refused(file + " is of version 2, and this program reads version 1");
  }

  @Test
  void runOfAnEnvironmentThatIsGoneIsRefused() throws Exception {
    Path file = run.path().resolve("run.json");
    Files.writeString(file, Files.readString(file).replace("CartPole-v1", "CartPole-v3"));
    refused("unknown environment \"CartPole-v3\"; did you mean CartPole-v1?");
  }

  @Test
  void missingDescriptionMakesTheFolderNoRun() throws Exception {
    Files.delete(run.path().resolve("run.json"));
    Outcome outcome = session.run("evaluate", run.path().toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .isEqualToNormalizingNewlines(
            "error: %s is not a run: it has no run.json\n".formatted(run.path()));
  }

  @Test
  void listShowsWhatIsWrongWithADamagedRun() throws Exception {
    Files.writeString(run.path().resolve("run.json"), "{");
    Outcome outcome = session.run("runs");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).contains(run.name()).contains("damaged: ").contains("run.json");
  }

  @Test
  void onlyCheckpointThatIsCutOrChangedIsRefused() throws Exception {
    Path file = run.checkpoints().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 500) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused("no checkpoint of " + run.name() + " is whole: " + file + " is damaged: ");
    }
    for (int at = 10; at < whole.length; at += 500) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      refused("no checkpoint of " + run.name() + " is whole: " + file + " is damaged: ");
    }
  }

  @Test
  void olderCheckpointTakesTheDamagedOnesPlaceWithAWarning() throws Exception {
    session.train(run, 300);
    List<Path> files = run.checkpoints();
    assertThat(files).hasSize(2);
    byte[] older = Files.readAllBytes(files.get(1));
    byte[] newer = Files.readAllBytes(files.get(0));
    Files.write(files.get(0), Arrays.copyOf(newer, newer.length - 7));

    Outcome judged = session.run("evaluate", run.name(), "--episodes=3", "--json");
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
    assertThat(judged.errors()).contains("warning: passed over: " + files.get(0) + " is damaged: ");
    assertThat(judged.json().path("steps").asLong()).isEqualTo(200);

    Outcome resumed = session.run("train", "--resume", run.name(), "--episodes=3", "--json");
    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    assertThat(resumed.errors())
        .contains("warning: passed over: " + files.get(0) + " is damaged: ")
        .contains(run.name() + " goes on from step 200");
    assertThat(resumed.json().path("steps").asLong()).isEqualTo(600);
    // The damaged one has made room; the older one is what there was.
    assertThat(run.checkpoints())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("000000000600.safetensors", "000000000200.safetensors");
    assertThat(Files.readAllBytes(files.get(1))).isEqualTo(older);
  }

  @Test
  void checkpointOfAnotherAgentIsRefused() throws Exception {
    RunFolder other = session.stopped("FrozenLake-v1", "q-learning", Map.of(), 200);
    Files.copy(
        other.checkpoints().get(0), run.checkpoints().get(0), StandardCopyOption.REPLACE_EXISTING);
    refused(run.checkpoints().get(0) + " does not fit: ");
  }

  @Test
  void olderCheckpointTakesThePlaceOfOneThatDoesNotFitWithAWarning() throws Exception {
    session.train(run, 300);
    List<Path> files = run.checkpoints();
    RunFolder other = session.stopped("FrozenLake-v1", "q-learning", Map.of(), 200);
    Files.copy(other.checkpoints().get(0), files.get(0), StandardCopyOption.REPLACE_EXISTING);
    String warning = "warning: passed over: " + files.get(0) + " does not fit: ";

    Outcome judged = session.run("evaluate", run.name(), "--episodes=3", "--json");
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
    assertThat(judged.errors()).contains(warning);
    assertThat(judged.json().path("steps").asLong()).isEqualTo(200);

    Outcome resumed = session.run("train", "--resume", run.name(), "--episodes=3", "--json");
    assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
    assertThat(resumed.errors()).contains(warning).contains(" goes on from step 200");
    assertThat(run.checkpoints())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("000000000600.safetensors", "000000000200.safetensors");
  }

  @Test
  void boardIsToldOfTheCheckpointThatWasPassedOver() throws Exception {
    session.run("train", "--resume", run.name(), "--episodes=3");
    List<Path> files = run.checkpoints();
    assertThat(files).hasSize(2);
    Files.write(files.get(0), new byte[9]);
    String board = session.folder().resolve("board").toString();

    Outcome submitted =
        session.run("leaderboard", "submit", run.name(), "--episodes=3", "--board", board);
    assertThat(submitted.exitCode()).as(submitted.errors()).isZero();
    assertThat(submitted.errors())
        .startsWith("warning: passed over: " + files.get(0) + " is damaged: ");
    Outcome shown = session.run("leaderboard", "show", "1", "--board", board);
    assertThat(shown.output()).contains("200 steps, seed 1");
    assertThat(session.run("leaderboard", "verify", "--board", board).exitCode()).isZero();
  }

  @Test
  void damagedResultIsNamedWithTheCommandThatMendsIt() throws Exception {
    assertThat(session.run("train", "--resume", run.name(), "--episodes=3").exitCode()).isZero();
    Path file = run.path().resolve("result.json");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));

    Outcome refused = session.run("evaluate", run.name(), "--episodes=3");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.errors().lines())
        .singleElement()
        .asString()
        .startsWith("error: " + file + " is damaged: ")
        .contains("`palaestra train --resume " + run.name() + "` writes it anew");
    assertThat(session.run("runs").output()).contains("damaged: ").contains("result.json");

    Outcome mended = session.run("train", "--resume", run.name(), "--episodes=3", "--json");
    assertThat(mended.exitCode()).as(mended.errors()).isZero();
    assertThat(mended.errors()).contains("warning: " + file + " is damaged: ");
    Outcome judged = session.run("evaluate", run.name(), "--episodes=3", "--json");
    assertThat(judged.json().path("evaluation")).isEqualTo(mended.json().path("evaluation"));
  }

  @Test
  void runWithADamagedResultDoesNotHideAnother() throws Exception {
    session.run("train", "--resume", run.name(), "--episodes=3");
    RunFolder newer = session.stopped("CartPole-v1", "random", Map.of(), 200);
    Files.writeString(newer.path().resolve("result.json"), "{");
    Path film = session.folder().resolve("a.gif");

    Outcome outcome =
        session.run(
            "record", "CartPole-v1", film.toString(), "-a", "random", "--frames=2", "--seed=1");

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors()).contains(run.name() + " after 600 steps");
  }

  @Test
  void whatAKilledProcessLeftHalfWrittenGoesWhenTheRunGoesOn() throws Exception {
    Path checkpoint = run.checkpoints().get(0);
    Path half = checkpoint.resolveSibling(".000000000300.safetensors.4711.9.part");
    Files.write(half, Arrays.copyOf(Files.readAllBytes(checkpoint), 100));
    Path other = Files.writeString(run.path().resolve(".metrics.csv.4711.2.part"), "step,me");
    Path mine = Files.writeString(run.path().resolve("notes.part"), "mine");

    Outcome outcome = session.run("train", "--resume", run.name(), "--episodes=3");

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(half).doesNotExist();
    assertThat(other).doesNotExist();
    assertThat(mine).hasContent("mine");
  }

  @Test
  void metricsThatAreNoTextAreWrittenAnew() throws Exception {
    byte[] rows = Files.readAllBytes(run.metrics());
    byte[] spoilt = Arrays.copyOf(rows, rows.length + 2);
    spoilt[rows.length] = (byte) 0xff;
    spoilt[rows.length + 1] = (byte) 0xfe;
    Files.write(run.metrics(), spoilt);

    Outcome outcome = session.run("train", "--resume", run.name(), "--episodes=3");

    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    List<String> after = Files.readAllLines(run.metrics());
    assertThat(after.get(0)).isEqualTo("step,metric,value");
    assertThat(after.subList(1, after.size()))
        .allMatch(row -> row.matches("\\d+,[a-z/]+,[0-9.E-]+"));
  }
}
