package org.palaestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.DivergenceException;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Json;
import org.palaestra.store.MismatchException;

class TrainingRunTest {

  private final Path root;

  TrainingRunTest(@TempDir Path root) {
    this.root = root;
  }

  private RunFolder folder(TrainingPlan plan) throws IOException {
    return RunFolder.create(root, plan, Instant.EPOCH, Json.object());
  }

  private static TrainingRun open(RunFolder folder, Trainer trainer) throws IOException {
    return new TrainingRun(folder, trainer, new ArrayList<>(), () -> 0);
  }

  /** Trains at most {@code calls} steps of the loop, as a process of its own would. */
  private static TrainingRun.Outcome train(RunFolder folder, int calls) throws IOException {
    int[] left = {calls};
    try (Trainer trainer = Fixtures.trainer(folder.plan());
        TrainingRun run = open(folder, trainer)) {
      return run.train(() -> left[0]-- == 0, progress -> {});
    }
  }

  private static String hash(RunFolder folder) throws IOException {
    return folder.newestCheckpoint().orElseThrow().checkpoint().hash();
  }

  @Test
  void resumedRunComesToTheSameCheckpointWhereverItStopped() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder straight = folder(plan);
    assertThat(train(straight, -1)).isEqualTo(TrainingRun.Outcome.COMPLETE);
    for (int stop = 0; stop < 30; stop++) {
      RunFolder resumed = folder(plan);
      assertThat(train(resumed, stop)).isEqualTo(TrainingRun.Outcome.STOPPED);
      assertThat(hash(resumed)).isNotEqualTo(hash(straight));
      assertThat(train(resumed, -1)).isEqualTo(TrainingRun.Outcome.COMPLETE);
      assertThat(hash(resumed)).as("stopped after " + stop).isEqualTo(hash(straight));
      assertThat(resumed.metrics()).hasSameTextualContentAs(straight.metrics());
      assertThat(EventFileTest.scalars(resumed.events()))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
          .isEqualTo(EventFileTest.scalars(straight.events()));
    }
  }

  @Test
  void differentSeedComesToAnotherCheckpoint() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    TrainingPlan other =
        new TrainingPlan(
            plan.environment(), "counting", plan.settings(), plan.seed() + 1, 60, 2, "auto");
    RunFolder one = folder(plan);
    RunFolder two = folder(other);
    train(one, -1);
    train(two, -1);
    assertThat(hash(two)).isNotEqualTo(hash(one));
  }

  @Test
  void completeRunStaysComplete() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    train(folder, -1);
    String hash = hash(folder);
    assertThat(train(folder, -1)).isEqualTo(TrainingRun.Outcome.COMPLETE);
    assertThat(hash(folder)).isEqualTo(hash);
  }

  @Test
  void agentThatCannotGoOnIsRefusedInWordsAndItsRunStaysAsItIs() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", "forgetful", 60, 2));
    train(folder, 12);
    String hash = hash(folder);
    String metrics = Files.readString(folder.metrics());
    for (int attempt = 0; attempt < 2; attempt++) { // the first one gives the folder back
      assertThatThrownBy(() -> train(folder, -1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("stopped at step 24 of 60 and cannot be resumed: forgetful keeps")
          .hasMessageContaining("`palaestra evaluate " + folder.name() + "`")
          .hasMessageContaining("`palaestra train Dice-v0 --agent forgetful`");
    }
    assertThat(hash(folder)).isEqualTo(hash);
    assertThat(folder.metrics()).hasContent(metrics);
  }

  @Test
  void completeRunOfAnAgentThatCannotGoOnStaysComplete() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", "forgetful", 60, 2));
    train(folder, -1);
    assertThat(train(folder, -1)).isEqualTo(TrainingRun.Outcome.COMPLETE);
  }

  @Test
  void agentIsClosedWithItsTraining() {
    Trainer trainer = Fixtures.trainer(Fixtures.plan("Dice-v0", 60, 2));
    Fixtures.Counting agent = (Fixtures.Counting) trainer.agent();
    assertThat(agent.closed).isFalse();
    trainer.close();
    assertThat(agent.closed).isTrue();
  }

  @Test
  void rowsAfterTheLastCheckpointAreForgotten() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder straight = folder(plan);
    train(straight, -1);
    RunFolder killed = folder(plan);
    train(killed, 12);
    // What a process that was killed before its next save leaves behind, the last row half written.
    Files.writeString(
        killed.metrics(), Files.readString(killed.metrics()) + "26,sum,1.0\n28,sum,2.0\n30,su");
    train(killed, -1);
    assertThat(killed.metrics()).hasSameTextualContentAs(straight.metrics());
    Set<String> keys = new HashSet<>();
    List<String> rows = Files.readAllLines(killed.metrics());
    assertThat(rows.get(0)).isEqualTo("step,metric,value");
    for (String row : rows) {
      assertThat(keys.add(row.substring(0, row.lastIndexOf(',')))).as(row).isTrue();
    }
    assertThat(rows).hasSizeGreaterThan(30);
  }

  @Test
  void secondTrainingInTheFolderIsRefused() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    try (Trainer one = Fixtures.trainer(folder.plan());
        Trainer two = Fixtures.trainer(folder.plan());
        TrainingRun first = open(folder, one)) {
      assertThat(first.progress().steps()).isZero();
      assertThatThrownBy(() -> open(folder, two))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(folder.name() + " is being trained by another process");
    }
    // And afterwards the folder is free again.
    assertThat(train(folder, 1)).isEqualTo(TrainingRun.Outcome.STOPPED);
  }

  @Test
  void secondProcessInTheFolderIsRefused() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.path().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Trainer trainer = Fixtures.trainer(folder.plan())) {
      assertThat(other.inputReader().readLine()).isEqualTo("locked");
      assertThatThrownBy(() -> open(folder, trainer))
          .hasMessageContaining("is being trained by another process");
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(train(folder, 1)).isEqualTo(TrainingRun.Outcome.STOPPED);
  }

  /** Opens a run in a process of its own and holds it until killed. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
      RunFolder folder = RunFolder.open(Path.of(arguments[0]));
      try (Trainer trainer = Fixtures.trainer(folder.plan());
          TrainingRun run = open(folder, trainer)) {
        System.out.println("locked");
        System.in.read();
        run.train(() -> true, progress -> {});
      }
    }
  }

  @Test
  void damagedCheckpointIsPassedOverWithANote() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder straight = folder(plan);
    train(straight, -1);
    RunFolder folder = folder(plan);
    train(folder, 10);
    train(folder, 5);
    List<Path> files = folder.checkpoints();
    assertThat(files)
        .extracting(f -> f.getFileName().toString())
        .containsExactly("000000000030.safetensors", "000000000020.safetensors");
    Files.write(files.get(0), new byte[] {1, 2, 3});
    List<String> notes = new ArrayList<>();
    try (Trainer trainer = Fixtures.trainer(plan);
        TrainingRun run = new TrainingRun(folder, trainer, notes, () -> 0)) {
      assertThat(trainer.steps()).isEqualTo(20);
      run.train(() -> false, progress -> {});
    }
    assertThat(notes).singleElement().asString().contains("000000000030.safetensors is damaged");
    assertThat(hash(folder)).isEqualTo(hash(straight));
    assertThat(folder.metrics()).hasSameTextualContentAs(straight.metrics());
  }

  @Test
  @Timeout(60)
  void linkThatLeadsNowhereIsPassedOverAndNotLookedForForEver() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    train(folder, 12);
    Path whole = folder.checkpoints().get(0);
    Path link = whole.resolveSibling("000000000099.safetensors");
    Files.createSymbolicLink(link, whole.resolveSibling("nowhere"));
    RunFolder.Newest newest = folder.newestCheckpoint().orElseThrow();
    assertThat(newest.file()).isEqualTo(whole);
    assertThat(newest.damaged()).containsExactly(link + " is a link that leads nowhere");
  }

  /** Writes what another training came to over a checkpoint, with the hash that is right for it. */
  private static void forge(Path checkpoint, TrainingPlan other) throws IOException {
    try (Trainer trainer = Fixtures.trainer(other)) {
      Checkpoint.write(checkpoint, trainer);
    }
  }

  @Test
  void checkpointThatIsWholeAndDoesNotFitIsPassedOverWithANote() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder straight = folder(plan);
    train(straight, -1);
    RunFolder folder = folder(plan);
    train(folder, 10);
    train(folder, 5);
    Path newest = folder.checkpoints().get(0);
    forge(newest, Fixtures.plan("Dice-v0", 60, 3));
    List<String> notes = new ArrayList<>();
    try (Trainer trainer = Fixtures.trainer(plan);
        TrainingRun run = new TrainingRun(folder, trainer, notes, () -> 0)) {
      assertThat(trainer.steps()).isEqualTo(20);
      run.train(() -> false, progress -> {});
    }
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(newest + " does not fit: exploration has ");
    assertThat(hash(folder)).isEqualTo(hash(straight));
    assertThat(newest).doesNotExist();
    assertThat(folder.metrics()).hasSameTextualContentAs(straight.metrics());
  }

  @Test
  void runWhoseCheckpointsAllDoNotFitIsRefusedWithTheDifferenceOfTheNewest() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    train(folder, 10);
    train(folder, 5);
    List<Path> files = folder.checkpoints();
    for (Path file : files) {
      forge(file, Fixtures.plan("Dice-v0", 60, 3));
    }
    assertThatThrownBy(() -> train(folder, -1))
        .isInstanceOf(MismatchException.class)
        .hasMessageStartingWith(files.get(0) + " does not fit: exploration has ");
    assertThat(folder.checkpoints()).isEqualTo(files);
  }

  @Test
  void trainerThatTookOverPartOfAStateIsMadeAnewForAnother() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    Path file = root.resolve("a");
    Path part = root.resolve("b");
    try (Trainer one = Fixtures.trainer(plan);
        Trainer silent = Fixtures.trainer(Fixtures.plan("Dice-v0", "silent", 60, 2));
        Trainer twin = Fixtures.trainer(plan)) {
      one.step();
      String hash = Checkpoint.write(file, one);
      silent.step();
      Checkpoint.write(part, silent);
      Fixtures.Counting former = (Fixtures.Counting) twin.agent();
      assertThatThrownBy(() -> twin.restore(Checkpoint.read(part).state()))
          .isInstanceOf(MismatchException.class)
          .hasMessageContaining("agent/replay");
      assertThatThrownBy(twin::step).isInstanceOf(IllegalStateException.class);
      twin.restore(Checkpoint.read(file).state());
      assertThat(former.closed).isTrue();
      assertThat(twin.agent()).isNotSameAs(former);
      assertThat(Checkpoint.hashOf(twin)).isEqualTo(hash);
      twin.step();
      one.step();
      assertThat(Checkpoint.hashOf(twin)).isEqualTo(Checkpoint.hashOf(one));
    }
  }

  @Test
  void runWithoutAWholeCheckpointIsRefused() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    train(folder, 10);
    for (Path file : folder.checkpoints()) {
      Files.write(file, new byte[100]);
    }
    assertThatThrownBy(() -> train(folder, -1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no checkpoint of " + folder.name() + " is whole");
  }

  @Test
  void faultKeepsTheLastCheckpointAndFreesTheFolder() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Trap-v0", 60, 1));
    train(folder, 4);
    String hash = hash(folder);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> train(folder, -1))
          .isInstanceOf(EnvironmentFault.class)
          .hasMessageContaining("Trap-v0 threw java.lang.IllegalStateException: trapped");
      assertThat(hash(folder)).isEqualTo(hash);
    }
  }

  @Test
  void clockDecidesWhenToSaveAndNotWhatIsLearned() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder straight = folder(plan);
    train(straight, -1);
    RunFolder folder = folder(plan);
    long[] now = {0};
    List<Long> reported = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (Trainer trainer = Fixtures.trainer(plan);
        TrainingRun run =
            new TrainingRun(folder, trainer, new ArrayList<>(), () -> now[0] += 2_000_000_000L)) {
      run.train(
          () -> false,
          progress -> {
            reported.add(progress.steps());
            checkpoints(folder).forEach(file -> seen.add(file.toString()));
          });
    }
    assertThat(seen).hasSizeGreaterThan(1);
    assertThat(checkpoints(folder)).hasSize(2);
    assertThat(reported).hasSize(31).endsWith(60L, 60L);
    assertThat(hash(folder)).isEqualTo(hash(straight));
  }

  private static List<Path> checkpoints(RunFolder folder) {
    try {
      return folder.checkpoints();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  // ---- the trainer by itself

  @Test
  void trainerCountsEpisodesAndTheirReturns() {
    try (Trainer trainer = Fixtures.trainer(Fixtures.plan("Dice-v0", 200, 2))) {
      assertThat(trainer.recentReturn()).isNaN();
      while (!trainer.done()) {
        trainer.step();
      }
      assertThat(trainer.steps()).isEqualTo(200);
      assertThat(trainer.episodes()).isBetween(10L, 100L);
      // A throw pays 3.5 + 0.1 on average, and a game has fewer than six throws on average.
      assertThat(trainer.recentReturn()).isBetween(8.0, 35.0);
      assertThat(trainer.exact()).isTrue();
    }
  }

  @Test
  void restoredTrainerIsTheTrainerThatWasSaved() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 400, 3);
    Path file = root.resolve("a");
    try (Trainer one = Fixtures.trainer(plan);
        Trainer other = Fixtures.trainer(plan)) {
      for (int step = 0; step < 50; step++) {
        one.step();
      }
      String hash = Checkpoint.write(file, one);
      other.restore(Checkpoint.read(file).state());
      assertThat(Checkpoint.hashOf(other)).isEqualTo(hash);
      assertThat(other.steps()).isEqualTo(150);
      assertThat(other.episodes()).isEqualTo(one.episodes());
      assertThat(other.recentReturn()).isEqualTo(one.recentReturn());
    }
  }

  @Test
  void theBestCheckpointStaysBesideTheNewest() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    assertThat(folder.bestCheckpoint()).isEmpty();
    List<String> hashes = new ArrayList<>();
    double[] returns = {Double.NaN, 10, 5, 11, 11, 3};
    String[] kept = {"", "1", "1", "3", "3", "3"};
    try (Trainer trainer = Fixtures.trainer(folder.plan())) {
      for (int i = 0; i < returns.length; i++) {
        trainer.step();
        Path file = folder.writeCheckpoint(trainer);
        hashes.add(Checkpoint.read(file).hash());
        RunFolder.open(folder.path()).keepBest(file, returns[i]);
        assertThat(folder.bestCheckpoint().map(best -> best.checkpoint().hash()).orElse(""))
            .isEqualTo(kept[i].isEmpty() ? "" : hashes.get(Integer.parseInt(kept[i])));
      }
      assertThat(folder.checkpoints()).hasSize(2); // the newest, as ever
      Files.writeString(folder.path().resolve("best.json"), "{");
      folder.keepBest(folder.checkpoints().get(0), 1);
      assertThat(folder.bestCheckpoint().orElseThrow().checkpoint().hash())
          .isEqualTo(hashes.get(5));
      Path best = folder.bestCheckpoint().orElseThrow().file();
      byte[] bytes = Files.readAllBytes(best);
      bytes[bytes.length - 1] ^= 1;
      Files.write(best, bytes);
      assertThatThrownBy(folder::bestCheckpoint)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("best.safetensors is damaged: ");
    }
  }

  @Test
  void metricThatIsNotFiniteIsADivergence() {
    Meters meters = new Meters();
    meters.record("loss", 1);
    meters.record("loss", 2);
    assertThatThrownBy(() -> meters.record("loss", Double.NaN))
        .isInstanceOf(DivergenceException.class)
        .hasMessage("loss became NaN");
    List<String> rows = new ArrayList<>();
    meters.flush((name, value) -> rows.add(name + "=" + value));
    meters.flush((name, value) -> rows.add("again"));
    assertThat(rows).containsExactly("loss=1.5");
  }

  // ---- folders and plans

  @Test
  void runsAreFoundByNameBeginningAndLatest() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 60, 2);
    RunFolder old =
        RunFolder.create(root, plan, Instant.parse("2026-01-02T03:04:05Z"), Json.object());
    RunFolder twin =
        RunFolder.create(root, plan, Instant.parse("2026-01-02T03:04:05Z"), Json.object());
    RunFolder late =
        RunFolder.create(root, plan, Instant.parse("2026-02-02T03:04:05Z"), Json.object());
    assertThat(old.name()).isEqualTo("Dice-v0-counting-s11-20260102-030405");
    assertThat(twin.name()).isEqualTo(old.name() + "-2");
    Runs runs = new Runs(root);
    assertThat(runs.names()).containsExactly(late.name(), twin.name(), old.name());
    assertThat(runs.find("latest").name()).isEqualTo(late.name());
    assertThat(runs.find(old.name()).plan()).isEqualTo(plan);
    assertThat(runs.find("Dice-v0-counting-s11-202602").name()).isEqualTo(late.name());
    assertThat(runs.find(old.path().toString()).name()).isEqualTo(old.name());
    assertThatThrownBy(() -> runs.find("Dice")).hasMessageContaining("\"Dice\" fits 3 runs");
    assertThatThrownBy(() -> runs.find("Pong")).hasMessageContaining("unknown run \"Pong\"");
    assertThatThrownBy(() -> new Runs(root.resolve("none")).find("latest"))
        .hasMessageContaining("there is no run in");
  }

  @Test
  void folderThatIsNoRunIsRefused() throws Exception {
    RunFolder folder = folder(Fixtures.plan("Dice-v0", 60, 2));
    Path file = folder.path().resolve("run.json");
    String whole = Files.readString(file);
    refused(folder, whole.substring(0, whole.length() / 2), "run.json is damaged");
    refused(folder, whole.replace("\"version\" : 1", "\"version\" : 2"), "is of version 2");
    refused(folder, whole.replace("palaestra-run", "x"), "does not describe a run");
    refused(folder, whole.replace("\"agent\"", "\"agend\""), "the plan has no \"agent\"");
    refused(folder, whole.replace("\"copies\" : 2", "\"copies\" : 0"), "from 1 to 65536, got 0");
    refused(folder, whole.replace("Dice-v0", "Dice"), "is not of the form Name-vN");
    Files.delete(file);
    assertThatThrownBy(() -> RunFolder.open(folder.path())).hasMessageContaining("has no run.json");
  }

  private static void refused(RunFolder folder, String content, String message) throws IOException {
    Files.writeString(folder.path().resolve("run.json"), content);
    assertThatThrownBy(() -> RunFolder.open(folder.path()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void planSurvivesJson() throws Exception {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 1L << 40, 3);
    assertThat(TrainingPlan.fromJson(Json.parse(Json.line(plan.toJson())))).isEqualTo(plan);
    assertThatThrownBy(() -> Fixtures.plan("Dice-v0", 0, 1)).hasMessageContaining("got 0");
  }

  @Test
  void numbersOfAPlanAreWholeNumbers() {
    TrainingPlan plan = Fixtures.plan("Dice-v0", 100, 1);
    for (String field : List.of("seed", "steps", "copies")) {
      ObjectNode json = plan.toJson();
      assertThatThrownBy(() -> TrainingPlan.fromJson(json.put(field, "7")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("the plan's \"%s\" must be a whole number, got \"7\"", field);
      assertThatThrownBy(() -> TrainingPlan.fromJson(json.put(field, 1.5)))
          .hasMessage("the plan's \"%s\" must be a whole number, got 1.5", field);
    }
    assertThatThrownBy(() -> TrainingPlan.fromJson(plan.toJson().put("copies", 1L << 32)))
        .hasMessage("the plan's \"copies\" must be at most 2147483647, got 4294967296");
  }
}
