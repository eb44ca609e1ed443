package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agents;
import org.palaestra.app.Session.Outcome;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import picocli.CommandLine;

/** The commands beside {@code train} and {@code evaluate} on what they are made for. */
final class CommandsTest {

  /** What the modules register, in the order of the list: that of the ids. */
  private static final List<String> ENVIRONMENTS =
      Environments.load(Plugins.none()).all().stream()
          .map(registered -> registered.definition().id().toString())
          .sorted()
          .toList();

  private static final List<String> AGENTS =
      List.of("dqn", "q-learning", "random", "value-iteration");

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private Outcome good(String command, String... arguments) {
    Outcome outcome = session.run(command, arguments);
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    return outcome;
  }

  @Test
  void aHealthyAgentIsCalledHealthy() {
    Outcome outcome = good("diagnose", "q-learning");
    assertThat(outcome.output())
        .contains("✓ truncation", "V 5.00 (true 5.00)")
        .contains("– memory", "skipped: needs numbered observations")
        .contains("discount=0.8", "verdict  healthy: q-learning passes every probe");
  }

  @Test
  void whatIsBrokenIsSaidWithWhereToLook() {
    Outcome outcome =
        session.run(
            "diagnose",
            "dqn",
            "--steps=300",
            "--set=network.hidden=8",
            "--set=learning.rate.from=0",
            "--set=learning.rate.to=0");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("✗ constant", "wrong with 3 seeds and up to 4,800 steps")
        .contains("– observation", "skipped: it stands on constant, which failed")
        .contains("verdict  it does not learn even a value that never changes")
        .contains("where it began", "look at the loss of the value");
  }

  @Test
  void helpNamesEveryCommandAndHowToBegin() {
    Outcome outcome = Session.plain("--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .contains("train", "evaluate", "watch", "record", "runs", "environments", "agents")
        .contains("check", "conformance", "generate-completion")
        .contains("palaestra train CartPole-v1 --agent dqn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "record",
        "runs",
        "environments",
        "agents",
        "check",
        "conformance"
      })
  void everyCommandExplainsItself(String command) {
    Outcome outcome = Session.plain(command, "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).startsWith("Usage: palaestra " + command).contains("--runs=DIR");
    assertThat(Session.plain("help", command)).isEqualTo(outcome);
  }

  /** What is shown beside a command is a format: a lone % spoils the page with a warning. */
  @Test
  void everyDescriptionIsAFormat() {
    List<CommandLine> commands = new ArrayList<>(List.of(Palaestra.commandLine()));
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
    }
    for (CommandLine command : commands) {
      Stream<String> lines =
          Stream.concat(
              Stream.of(command.getCommandSpec().usageMessage().description()),
              command.getCommandSpec().args().stream()
                  .flatMap(arg -> Stream.of(arg.description())));
      assertThat(lines)
          .as(command.getCommandName())
          .allSatisfy(line -> assertThat(String.format(line)).doesNotContain("%%"));
    }
    assertThat(commands).hasSizeGreaterThan(20);
  }

  @Test
  void versionNamesProgramCommitAndJava() {
    Outcome outcome = Session.plain("--version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output())
        .matches("palaestra \\d+\\.\\d+\\.\\d+\\S* \\(\\S+\\)\\RJava \\d+\\S*, .+\\R")
        .contains(Runtime.version().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "leaderboard --board=a verify, --board, verify",
    "leaderboard --board=a --plugins=b show 1, --board, show",
    "leaderboard CartPole-v1 show 1, ENV, show",
    "runs --runs=a remove latest --yes, --runs, remove"
  })
  void whatStandsBeforeTheCommandThatItIsMeantForIsRefused(
      String command, String what, String inner) {
    Outcome outcome = Session.plain(command.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith(
            "error: %s stands before `%s`, which does not see it; put it behind; "
                .formatted(what.equals("ENV") ? "eNV" : what, inner));
  }

  @Test
  void withoutACommandTheHelpIsShownAsAnError() {
    Outcome outcome = Session.plain();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors()).startsWith("Usage: palaestra").contains("train");
  }

  @Test
  void completionKnowsEveryId() {
    Outcome outcome = Session.plain("generate-completion");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).contains(ENVIRONMENTS).contains(AGENTS).contains("--save-every");
  }

  @Test
  void environmentsAreListedWithTheirSpaces() {
    Outcome outcome = good("environments");
    assertThat(outcome.output().lines().map(line -> line.split(" ", 2)[0]))
        .startsWith("ID")
        .filteredOn(id -> !id.equals("ID"))
        .containsExactlyElementsOf(ENVIRONMENTS)
        .contains("Blackjack-v1", "Breakout-v1", "CartPole-v1", "Taxi-v4");
    assertThat(outcome.output().lines().filter(line -> line.startsWith("CartPole-v1")))
        .singleElement()
        .asString()
        .contains("box [4]", "2 discrete", "500");
  }

  @Test
  void oneEnvironmentIsShownWithItsOptionsAndAbilities() {
    assertThat(good("environments", "show", "FrozenLake-v1").output())
        .contains("16 discrete", "4 discrete", "100 steps")
        .contains("FiniteMdp, Restorable")
        .containsPattern("slippery +true +whether a move may slip");
  }

  @Test
  void agentsAreListedAndOneIsShownWithItsSettings() {
    List<String> ids = good("agents").output().lines().map(line -> line.split(" ", 2)[0]).toList();
    assertThat(ids).startsWith("ID").doesNotHaveDuplicates();
    assertThat(ids.subList(1, ids.size()))
        .isSorted()
        .contains("dqn", "exact-policy-iteration", "ppo", "q-learning", "random");
    assertThat(good("agents", "show", "dqn").output())
        .contains("Mnih", "500,000")
        .containsPattern("works +on Acrobot-v1, .*CartPole-v1")
        .containsPattern("not on \\d+ others: it needs discrete actions")
        .containsPattern("replay\\.capacity +10000 +most steps kept")
        .containsPattern("discount +0\\.99");
  }

  @Test
  void defaultsAreCalledTunedOnlyWhereSomebodySearched() {
    assertThat(good("agents", "show", "recurrent-ppo").output())
        .containsPattern("\\ndefaults \\(tuned\\)\\R  source  our own, on three seeds of CartPole");
    for (String id : new String[] {"dqn", "c51", "pqn", "ppo"}) {
      assertThat(good("agents", "show", id).output())
          .containsPattern("\\ndefaults \\(untuned\\)\\R  source  CleanRL's ");
    }
  }

  @Test
  void everySettingHasAMeaning() {
    for (Agents.Registered registered : Agents.load(Plugins.none()).all()) {
      assertExplained("agents " + registered.definition().id(), registered.definition().defaults());
    }
    for (Environments.Registered registered : Environments.load(Plugins.none()).all()) {
      assertExplained(
          "environments " + registered.definition().id(), registered.definition().defaults());
    }
  }

  private static void assertExplained(String what, Record settings) {
    StringWriter text = new StringWriter();
    Meanings.table("KEY", settings).print(new PrintWriter(text));
    text.toString()
        .lines()
        .forEach(line -> assertThat(line).as(what).matches("\\S+ +\\S+ +[^{}<>@]*[^{}<>@ ]+"));
  }

  @Test
  void kernelsAreListedWithWhatAutoTakes() {
    Outcome outcome = Session.plain("kernels");
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("NAME", "vector", "scalar", "portable", "nd4j", "auto");
    assertThat(outcome.output())
        .containsPattern("vector +yes +(2|4|8|16) +\\S")
        .containsPattern("portable +yes +1 +\\S")
        .containsPattern("nd4j +yes +(2|4|8|16) +\\S")
        .contains("auto is vector");
    assertThat(Session.plain("kernels", "--help").output()).startsWith("Usage: palaestra kernels");
  }

  @Test
  void runsAreListedTheNewestFirstWithTheirScores() throws Exception {
    assertThat(good("runs").output()).startsWith("there is no run in ");
    session.stopped("CartPole-v1", "random", Map.of(), 100);
    good("train", "FrozenLake-v1", "-a", "random", "--steps=300", "--episodes=4");

    List<String> lines = good("runs").output().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("RUN +STEPS +SCORE +STEPS/S");
    assertThat(lines.get(1))
        .matches("FrozenLake-v1-random-s1-\\S+ +300 +[0-9.]+ ± [0-9.]+ +[0-9,]+");
    assertThat(lines.get(2)).matches("CartPole-v1-random-s1-\\S+ +300 +not finished");
  }

  @Test
  void stepsOfARunThatWasDoneEarlyAreThoseThatWereDone() throws Exception {
    long done =
        good("train", "FrozenLake-v1", "-a", "value-iteration", "--episodes=4", "--json")
            .json()
            .path("steps")
            .asLong();
    assertThat(done).isPositive().isLessThan(10_000);
    assertThat(good("runs").output().lines().toList().get(1)).matches("\\S+ +" + done + " +.*");
    assertThat(good("runs", "show").output())
        .containsPattern("steps +100,000 on 1 copy, done after " + done + ": there was no more")
        .containsPattern(
            "last residual +\\S+ at step " + done + "\\R"); // its rows go on to the end
  }

  @Test
  void builtInEnvironmentPassesItsCheck() {
    Outcome outcome = good("check", "MountainCar-v0", "--steps=2000", "--seconds=5");
    assertThat(outcome.output()).contains("MountainCar-v0");
  }

  @Test
  void recordWritesAFilmOfAnEpisode() throws Exception {
    good("train", "FrozenLake-v1", "-a", "random", "--steps=300", "--episodes=2");
    Path film = session.folder().resolve("film.gif");
    Outcome outcome = good("record", "latest", film.toString(), "--frames=5", "--size=200x160");
    assertThat(outcome.output()).contains(film.toString());
    try (ImageInputStream in = ImageIO.createImageInputStream(film.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(in);
      int frames = reader.getNumImages(true);
      assertThat(outcome.output()).contains(frames + " frames");
      assertThat(frames).isBetween(1, 5);
      assertThat(reader.getWidth(0)).isEqualTo(200);
      reader.dispose();
    }
    assertThat(session.folder().toFile().list()).containsExactlyInAnyOrder("film.gif", "runs");
  }

  @Test
  void filmWithoutANameGoesAmongThePicturesOfTheRun() throws Exception {
    good("train", "FrozenLake-v1", "-a", "random", "--steps=300", "--episodes=2");
    Outcome outcome = good("record", "latest", "--frames=2", "--size=200x160");
    Path pictures = session.platform().runs().find("latest").pictures();
    Path film = pictures.resolve("after-300-steps.gif");
    assertThat(outcome.output()).startsWith(film + "  2 frames");
    assertThat(film).isNotEmptyFile();
    good("record", "FrozenLake-v1", "-a", "random", "--frames=3", "--size=200x160");
    assertThat(pictures.toFile().list())
        .containsExactlyInAnyOrder("after-300-steps.gif", "learning-curve.png");
  }

  @Test
  void filmOfNoRunWantsAName() throws Exception {
    Outcome outcome = session.run("record", "CartPole-v1", "-a", "random");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .contains("say where to write the film: random has no run on CartPole-v1");
    assertThat(Session.tree(session.folder())).containsOnlyKeys("");
  }

  @Test
  void recordShowsAnUntrainedAgentInAnEnvironment() {
    Path film = session.folder().resolve("film.gif");
    Outcome outcome =
        good("record", "CartPole-v1", film.toString(), "--agent=random", "--frames=3");
    assertThat(film).isNotEmptyFile();
    assertThat(outcome.errors()).contains("before any training");
    assertThat(session.runs()).doesNotExist();
  }
}
