package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Standing;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.statistics.Aggregate;
import org.palaestra.statistics.Interval;

/** A leaderboard as tables, one for each environment. */
final class BoardTables {

  private final Platform platform;
  private final Board board;

  BoardTables(Platform platform, Board board) {
    this.platform = platform;
    this.board = board;
  }

  void print(PrintWriter out) {
    Map<EnvironmentSpec, List<Standing>> all = Standing.of(board.entries());
    all.forEach(
        (environment, standings) -> {
          out.println(environment.title());
          print(out, standings);
          out.println();
        });
    out.flush();
  }

  private void print(PrintWriter out, List<Standing> standings) {
    Table table = new Table("RANK", "AGENT", "STEPS", "SEEDS", "IQM [95 %]", "MEAN", "");
    int rank = 1;
    for (Standing standing : standings) {
      double[][] scores = standing.scores();
      Interval interval = Interval.of(Aggregate.INTERQUARTILE_MEAN, scores);
      table.row(
          Integer.toString(rank++),
          standing.name(),
          standing.person() ? "a person" : String.format(Locale.ROOT, "%,d", standing.steps()),
          Integer.toString(standing.entries().size()),
          String.format(
              Locale.ROOT,
              "%.2f [%.2f, %.2f]",
              standing.interquartileMean(),
              interval.low(),
              interval.high()),
          String.format(Locale.ROOT, "%.2f", Aggregate.MEAN.of(scores)),
          standing.tooFew() ? "fewer than 10 seeds" : "");
    }
    table.print(out);
  }
}
