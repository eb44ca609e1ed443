package org.palaestra.app.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.Styler;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Profiles;
import org.palaestra.app.board.Ranking;
import org.palaestra.app.run.Curve;
import org.palaestra.app.run.CurveChart;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.store.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra leaderboard profile}. */
@Command(
    name = "profile",
    description =
        "Draw which part of the training seeds scores more than each number, with intervals of"
            + " 95 %%.",
    mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private BoardChoice choice;
  @Mixin private Platform platform;

  @Parameters(
      arity = "0..1",
      paramLabel = "ENV",
      description =
          "an environment of the board (default: all with reference scores, by normalised scores)")
  private @Nullable String environment;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      defaultValue = "profile.png",
      description = "a picture (.png) or its points (.csv) (default: ${DEFAULT-VALUE})")
  private Path file;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  ProfileCommand() {}

  @Override
  public Integer call() throws IOException {
    Profiles profiles;
    try (Board board = Board.openExisting(choice.folder())) {
      profiles = find(LeaderboardCommand.rankings(board, platform, spec));
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      AtomicFile.writeText(file, points(profiles));
    } else if (name.endsWith(".png")) {
      CurveChart.write(
          file,
          profiles.title(),
          new CurveChart.Axes(
              profiles.scores(), "0.##", "part of the seeds above", Styler.LegendPosition.OutsideS),
          profiles.lines().stream().map(ProfileCommand::curve).toList());
    } else {
      throw new InvalidInputException(
          "the file must end with .png or .csv, got \"%s\"".formatted(file));
    }
    PrintWriter out = spec.commandLine().getOut();
    print(profiles, out);
    out.println("written to " + file);
    out.flush();
    return 0;
  }

  private Profiles find(List<Ranking> rankings) {
    String wanted = environment;
    if (wanted == null) {
      return Profiles.overall(rankings)
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "no environment of the board has reference scores; name one of it"));
    }
    List<Ranking> found = Ranking.of(wanted, rankings);
    return found.stream()
        .filter(ranking -> found.size() == 1 || ranking.title().equals(wanted))
        .findFirst()
        .map(ranking -> Profiles.of(ranking, platform.agents()))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s is on the board with other options, too; say which, in quotes: %s"
                        .formatted(
                            wanted,
                            String.join("; ", found.stream().map(Ranking::title).toList()))));
  }

  private static Curve curve(Profiles.Line line) {
    return new Curve(
        line.title(), line.seeds(), line.thresholds(), line.parts(), line.low(), line.high());
  }

  private static String points(Profiles profiles) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("agent", "seeds", "threshold", "part", "low", "high");
      for (Profiles.Line line : profiles.lines()) {
        for (int i = 0; i < line.thresholds().length; i++) {
          csv.writeRecord(
              line.title(),
              Integer.toString(line.seeds()),
              Double.toString(line.thresholds()[i]),
              Double.toString(line.parts()[i]),
              Double.toString(line.low()[i]),
              Double.toString(line.high()[i]));
        }
      }
    }
    return text.toString();
  }

  /** The thresholds that a quarter, half and three quarters of the seeds are above. */
  private static void print(Profiles profiles, PrintWriter out) {
    out.println(profiles.title() + ", " + profiles.scores());
    Table table = new Table("AGENT", "SEEDS", "3/4 ARE ABOVE", "1/2 ARE ABOVE", "1/4 ARE ABOVE");
    for (Profiles.Line line : profiles.lines()) {
      table.row(
          line.title(),
          Integer.toString(line.seeds()),
          reached(line, 0.75),
          reached(line, 0.5),
          reached(line, 0.25));
    }
    table.print(out);
  }

  private static String reached(Profiles.Line line, double part) {
    for (int i = line.parts().length - 1; i >= 0; i--) {
      if (line.parts()[i] >= part) {
        return String.format(Locale.ROOT, "%.2f", line.thresholds()[i]);
      }
    }
    return "–"; // not even above the least one
  }
}
