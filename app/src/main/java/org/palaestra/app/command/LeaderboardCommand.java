package org.palaestra.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Judge;
import org.palaestra.app.Platform;
import org.palaestra.app.Score;
import org.palaestra.app.Sheet;
import org.palaestra.app.Visible;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Configuration;
import org.palaestra.app.board.Entry;
import org.palaestra.app.board.Export;
import org.palaestra.app.board.Ranking;
import org.palaestra.app.board.Submission;
import org.palaestra.app.board.Verifier;
import org.palaestra.store.Json;
import org.palaestra.training.RunFolder;
import org.palaestra.training.SpecJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra leaderboard}. */
@Command(
    name = "leaderboard",
    description = "Show who scored what, and how sure that is.",
    mixinStandardHelpOptions = true,
    subcommands = ProfileCommand.class)
public final class LeaderboardCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private BoardChoice choice;
  @Mixin private Platform platform;

  @Parameters(
      arity = "0..1",
      paramLabel = "ENV",
      description = "an environment of the board (default: each, and all together)")
  private @Nullable String environment;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  LeaderboardCommand() {}

  @Override
  public Integer call() throws IOException {
    try (Board board = Board.openExisting(choice.folder())) {
      PrintWriter out = spec.commandLine().getOut();
      List<Ranking> rankings = rankings(board, platform, spec);
      BoardTables tables = new BoardTables(out, platform.agents());
      if (environment != null) {
        tables.printEach(Ranking.of(environment, rankings));
      } else if (rankings.isEmpty()) {
        out.println("there is no entry on the board in " + board.folder());
      } else {
        tables.print(rankings);
      }
    }
    return 0;
  }

  /** Everybody who can be ranked; tells of entries that cannot. */
  static List<Ranking> rankings(Board board, Platform platform, CommandSpec spec) {
    int there = board.ids().size(); // before, so that none that is added meanwhile seems to be left
    List<Ranking> rankings = Ranking.of(board, platform.environments(), platform.agents());
    int ranked =
        rankings.stream()
            .flatMap(ranking -> ranking.lines().stream())
            .mapToInt(line -> line.standing().entries().size())
            .sum();
    if (ranked < there) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "warning: %s cannot be read and %s left out; `palaestra leaderboard verify` says why%n",
          there - ranked == 1 ? "1 entry" : there - ranked + " entries",
          there - ranked == 1 ? "is" : "are");
      err.flush();
    }
    return rankings;
  }

  /** {@code palaestra leaderboard submit}. */
  @Command(
      name = "submit",
      description = "Judge finished runs under the board's seeds, and put them on it.",
      mixinStandardHelpOptions = true)
  int submit(
      @Mixin BoardChoice choice,
      @Mixin Platform platform,
      @Parameters(
              arity = "1..*",
              paramLabel = "RUN",
              description = "names of runs, beginnings of them, their folders, or latest")
          List<String> references,
      @Option(
              names = "--episodes",
              paramLabel = "N",
              defaultValue = "100",
              description = "how many episodes each is judged over (default: ${DEFAULT-VALUE})")
          int episodes)
      throws IOException {
    Judge.checkEpisodes(episodes);
    // A slip in the last name is told before minutes are spent on the others, and no board is
    // begun.
    List<RunFolder> runs = references.stream().map(platform.runs()::find).toList();
    runs.forEach(Submission::checkFinished);
    PrintWriter out = spec.commandLine().getOut();
    try (Board board = Board.open(choice.folder())) {
      Submission submission = new Submission(platform, board, episodes);
      for (RunFolder run : runs) {
        Submission.Outcome outcome = submission.submit(run, played -> {});
        Entry entry = outcome.entry();
        outcome
            .notes()
            .forEach(
                note ->
                    spec.commandLine()
                        .getErr()
                        .println("warning: passed over: " + Visible.of(note)));
        out.println(
            Visible.of(BoardTables.line(entry))
                + (outcome.added() ? "" : ", already on the board"));
        out.flush();
      }
    }
    return 0;
  }

  /** {@code palaestra leaderboard show}. */
  @Command(
      name = "show",
      description = "Show an entry: who, where, how it was trained, and what it scored.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin BoardChoice choice,
      @Mixin Platform platform,
      @Parameters(paramLabel = "ENTRY", description = "the number of the entry") long id)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Board board = Board.openExisting(choice.folder())) {
      Sheet sheet = new Sheet(out);
      Entry entry = board.entry(id);
      sheet.row("entry", Long.toString(id));
      sheet.row("environment", Json.line(SpecJson.write(entry.environment())));
      sheet.row(entry.plan().isPresent() ? "agent" : "person", entry.name());
      sheet.row("submitted", entry.created());
      entry
          .plan()
          .ifPresent(
              plan -> {
                sheet.row("trained", "%,d steps, seed %d".formatted(entry.steps(), plan.seed()));
                sheet.row("settings", Configuration.describe(entry, platform.agents()));
                sheet.settings(plan.settings());
                sheet.row("checkpoint", board.checkpoint(entry.checkpoint()).toString());
              });
      sheet.fields(entry.provenance());
      sheet.row("score", Score.withRange(entry.summary()));
      sheet.row(
          "value error",
          entry
              .valueError()
              .map(
                  error ->
                      "%s, at most %s"
                          .formatted(
                              Score.error(error.rootMeanSquare()), Score.error(error.maximum())))
              .orElse("–"));
      sheet.row("actions", "%,d bytes, packed".formatted(entry.actions().length));
    }
    out.flush();
    return 0;
  }

  /** {@code palaestra leaderboard export}. */
  @Command(
      name = "export",
      description =
          "Write the board as a table, as data, or as a page that needs nothing beside it.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin BoardChoice choice,
      @Mixin Platform platform,
      @Parameters(paramLabel = "FILE", description = "ends with .csv, .json or .html") Path file)
      throws IOException {
    try (Board board = Board.openExisting(choice.folder())) {
      List<Ranking> rankings = rankings(board, platform, spec);
      new Export(rankings, platform.agents()).write(file);
    }
    spec.commandLine().getOut().println("written to " + file);
    return 0;
  }

  /** {@code palaestra leaderboard verify}. */
  @Command(
      name = "verify",
      description =
          "Let the agents act again, and compare every action and every score with the board.",
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin BoardChoice choice,
      @Mixin Platform platform,
      @Parameters(
              arity = "0..*",
              paramLabel = "ENTRY",
              description = "numbers of entries (default: all)")
          List<Long> ids)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int wrong = 0;
    try (Board board = Board.openExisting(choice.folder())) {
      Verifier verifier = new Verifier(platform, board);
      List<Long> wanted = ids == null ? board.ids() : ids;
      for (long id : wanted) {
        Verifier.Proof proof = verifier.verify(id, played -> {});
        wrong += proof.findings().isEmpty() ? 0 : 1;
        out.println(
            String.format(
                Locale.ROOT,
                "entry %d  %s  %s",
                id,
                Visible.of(proof.title()),
                proof.findings().isEmpty()
                    ? String.format(
                        Locale.ROOT,
                        "proved: %,d episodes, %,d actions",
                        proof.episodes(),
                        proof.actions())
                    : "NOT PROVED"));
        proof.findings().forEach(finding -> out.println("  " + Visible.of(finding)));
        out.flush();
      }
      out.println(
          wrong == 0
              ? wanted.size() == 1
                  ? "the entry is proved"
                  : "all %d entries are proved".formatted(wanted.size())
              : "%d of %d entries are not proved".formatted(wrong, wanted.size()));
    }
    out.flush();
    return wrong == 0 ? 0 : 1;
  }
}
