package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.palaestra.agent.Agents;
import org.palaestra.app.Score;
import org.palaestra.app.Table;
import org.palaestra.app.Visible;
import org.palaestra.app.board.Configuration;
import org.palaestra.app.board.Entry;
import org.palaestra.app.board.Overall;
import org.palaestra.app.board.Ranking;
import org.palaestra.statistics.Interval;

/** A leaderboard for people who read: a table for each environment, and one over all of them. */
final class BoardTables {

  private final PrintWriter out;
  private final Agents agents;

  BoardTables(PrintWriter out, Agents agents) {
    this.out = out;
    this.agents = agents;
  }

  /** An entry in one line. */
  static String line(Entry entry) {
    return "entry %s  %s  %s  %s"
        .formatted(
            Long.toString(entry.id()),
            entry.environment().title(),
            entry.name(),
            Score.of(entry.summary()));
  }

  /** A table for each, without one over them. */
  void printEach(List<Ranking> rankings) {
    rankings.forEach(this::print);
    out.flush();
  }

  void print(List<Ranking> rankings) {
    printEach(rankings);
    List<Overall> overall = Overall.of(rankings);
    if (!overall.isEmpty()) {
      print(rankings, overall);
    }
    out.flush();
  }

  private void print(Ranking ranking) {
    out.println(Visible.of(ranking.title()));
    List<String> heads =
        new ArrayList<>(
            List.of("RANK", "AGENT", "SETTINGS", "STEPS", "SEEDS", "IQM [95 %]", "MEAN"));
    ranking.reference().ifPresent(known -> heads.add("GAP"));
    ranking.optimum().ifPresent(known -> heads.addAll(List.of("REGRET", "VALUE ERROR")));
    heads.add("");
    Table table = new Table(heads.toArray(new String[0]));
    for (Ranking.Line line : ranking.lines()) {
      List<String> cells = new ArrayList<>();
      cells.add(Integer.toString(line.place()));
      cells.add(line.standing().name());
      cells.add(Configuration.describe(line.standing(), agents));
      cells.add(
          line.standing().person()
              ? ""
              : String.format(Locale.ROOT, "%,d", line.standing().steps()));
      cells.add(Integer.toString(line.standing().seeds()));
      cells.add(
          line.standing().seeds() == 1
              ? number(line.interquartileMean()) // one seed says nothing of others
              : withInterval(line.interquartileMean(), line.interval()));
      cells.add(number(line.mean()));
      line.gap().map(BoardTables::number).ifPresent(cells::add);
      line.regret().map(BoardTables::number).ifPresent(cells::add);
      ranking
          .optimum()
          .ifPresent(known -> cells.add(line.valueError().map(Score::error).orElse("–")));
      cells.add(String.join("; ", notes(line)));
      table.row(cells.toArray(new String[0]));
    }
    table.print(out);
    ranking
        .optimum()
        .ifPresent(best -> out.println("The best policy would score " + number(best) + "."));
    out.println();
  }

  private static List<String> notes(Ranking.Line line) {
    List<String> notes = new ArrayList<>();
    line.behind()
        .filter(comparison -> !comparison.significant())
        .ifPresent(
            comparison ->
                notes.add(
                    "not significantly behind %d: better with probability %s"
                        .formatted(
                            line.place() - 1,
                            withInterval(comparison.probability(), comparison.interval()))));
    if (line.standing().tooFew()) {
      notes.add("fewer than 10 seeds");
    }
    return notes;
  }

  private void print(List<Ranking> rankings, List<Overall> overall) {
    long environments = rankings.stream().filter(r -> r.reference().isPresent()).count();
    out.println(
        "Over all environments with reference scores: 0 is an agent that acts at random, 1 the best"
            + " published");
    Table table =
        new Table("AGENT", "ENVIRONMENTS", "SEEDS", "IQM [95 %]", "MEDIAN", "MEAN", "GAP");
    for (Overall one : overall) {
      table.row(
          one.name(),
          one.environments() + " of " + environments,
          Integer.toString(one.seeds()),
          one.seeds() == 1
              ? number(one.interquartileMean())
              : withInterval(one.interquartileMean(), one.interval()),
          number(one.median()),
          number(one.mean()),
          number(one.gap()));
    }
    table.print(out);
  }

  private static String withInterval(double value, Interval interval) {
    return "%s [%s, %s]".formatted(number(value), number(interval.low()), number(interval.high()));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }
}
