package org.palaestra.app.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.palaestra.agent.Agents;
import org.palaestra.app.Score;
import org.palaestra.statistics.Interval;

/**
 * A board as one page of HTML that needs no other file and runs no script. Every text that comes
 * from somebody is escaped.
 */
final class BoardPage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
      h1 { font-size: 1.8rem } h2 { font-size: 1.25rem; margin-top: 2.5rem }
      .wide { overflow-x: auto }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
      small, .quiet { opacity: .7 }
      @media (max-width: 40rem) { table { width: max-content; min-width: 100% } td { max-width: 16rem } }
      svg { max-width: 40rem; width: 100%; height: auto }
      svg text { fill: currentColor; font: 12px system-ui, sans-serif }
      """;

  /** Distinguishable for the colour-blind (Okabe and Ito, 2008), and told apart by dashes, too. */
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"
  };

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int MARGIN = 40;

  private final List<Ranking> rankings;
  private final Agents agents;
  private final StringBuilder html = new StringBuilder();

  BoardPage(List<Ranking> rankings, Agents agents) {
    this.rankings = rankings;
    this.agents = agents;
  }

  String html() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Palaestra leaderboard</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>Leaderboard</h1>\n")
        .append("<p>IQM is the interquartile mean over training seeds of the mean return of")
        .append(" evaluation episodes; intervals are 95 % bootstrap intervals. A gap is how far")
        .append(" scores fall short of the best published, where 0 is that and 1 an agent that")
        .append(
            " acts at random; regret, how far the mean falls short of the best policy; value error,")
        .append(" how far the agent's own values lie from the true ones: the root of the mean")
        .append(" square over all states, mean over seeds.</p>\n");
    overall();
    rankings.forEach(this::ranking);
    if (rankings.isEmpty()) {
      html.append("<p>There is no entry yet.</p>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void overall() {
    List<Overall> all = Overall.of(rankings);
    if (all.isEmpty()) {
      return;
    }
    html.append("<h2>Over all environments</h2>\n")
        .append(
            "<p class=\"quiet\">Those with reference scores, where each score counts as 0 if it")
        .append(" is that of an agent that acts at random, and as 1 if it is the best")
        .append(" published.</p>\n");
    head("Agent", "Environments", "Seeds", "IQM [95 %]", "Median", "Mean", "Gap");
    for (Overall one : all) {
      html.append("<tr>");
      text(one.name());
      numbers(
          Integer.toString(one.environments()),
          Integer.toString(one.seeds()),
          withInterval(one.seeds(), one.interquartileMean(), one.interval()),
          number(one.median()),
          number(one.mean()),
          number(one.gap()));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    Profiles.overall(rankings).ifPresent(this::profiles);
  }

  private void ranking(Ranking ranking) {
    html.append("<h2>").append(escape(ranking.title())).append("</h2>\n");
    List<String> heads =
        new ArrayList<>(
            List.of("Rank", "Agent", "Settings", "Steps", "Seeds", "IQM [95 %]", "Mean"));
    ranking.reference().ifPresent(known -> heads.add("Gap"));
    ranking.optimum().ifPresent(known -> heads.addAll(List.of("Regret", "Value error")));
    heads.add("");
    head(heads.toArray(new String[0]));
    for (Ranking.Line line : ranking.lines()) {
      html.append("<tr>");
      numbers(Integer.toString(line.place()));
      text(line.standing().name());
      text(Configuration.describe(line.standing(), agents));
      numbers(
          line.standing().person()
              ? ""
              : String.format(Locale.ROOT, "%,d", line.standing().steps()),
          Integer.toString(line.standing().seeds()),
          withInterval(line.standing().seeds(), line.interquartileMean(), line.interval()),
          number(line.mean()));
      line.gap().map(BoardPage::number).ifPresent(this::numbers);
      line.regret().map(BoardPage::number).ifPresent(this::numbers);
      if (ranking.optimum().isPresent()) {
        numbers(line.valueError().map(Score::error).orElse("–"));
      }
      text(String.join("; ", notes(line)));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    ranking
        .optimum()
        .ifPresent(
            best ->
                html.append("<p class=\"quiet\">The best policy would score ")
                    .append(number(best))
                    .append(".</p>\n"));
    ranking
        .reference()
        .ifPresent(
            known ->
                html.append("<p class=\"quiet\">Source of the best published score: ")
                    .append(escape(known.source()))
                    .append(".</p>\n"));
    profiles(Profiles.of(ranking, agents));
  }

  private static List<String> notes(Ranking.Line line) {
    List<String> notes = new ArrayList<>();
    Optional<Ranking.Comparison> behind = line.behind();
    if (behind.isPresent() && !behind.get().significant()) {
      notes.add("not significantly behind " + (line.place() - 1));
    }
    if (line.standing().tooFew()) {
      notes.add("fewer than " + Standing.ENOUGH + " seeds");
    }
    return notes;
  }

  /** Which part of the seeds is above each score, with the intervals of all but single seeds. */
  private void profiles(Profiles profiles) {
    if (profiles.lines().stream().allMatch(line -> line.seeds() == 1)) {
      return; // One seed has no distribution.
    }
    int shown = Math.min(profiles.lines().size(), COLOURS.length);
    html.append("<figure>\n<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT + 18 * shown)
        .append("\" role=\"img\" aria-label=\"Performance profiles on ")
        .append(escape(profiles.title()))
        .append("\">\n");
    double[] thresholds = profiles.lines().get(0).thresholds();
    double first = thresholds[0];
    double last = thresholds[thresholds.length - 1];
    if (profiles.normalised()) {
      axis(0, "at random");
      axis(1 / last, "best published");
    } else {
      axis(0, number(first));
      axis(1, number(last));
    }
    html.append("<text x=\"4\" y=\"16\">part of the seeds above</text>\n");
    for (int i = 0; i < shown; i++) {
      profile(profiles.lines().get(i), i);
    }
    html.append("</svg>\n<figcaption>Performance profiles by ")
        .append(profiles.normalised() ? "normalised score" : "mean return")
        .append(", with intervals of 95 %")
        .append(shown < profiles.lines().size() ? ", the best " + shown : "")
        .append(".</figcaption>\n</figure>\n");
  }

  private void axis(double place, String label) {
    double x = x(place);
    html.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"currentColor\""
                + " opacity=\"0.3\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
            x,
            x,
            MARGIN,
            HEIGHT - MARGIN,
            x,
            HEIGHT - MARGIN + 16,
            escape(label)));
  }

  private void profile(Profiles.Line line, int i) {
    int points = line.parts().length;
    StringBuilder path = new StringBuilder();
    StringBuilder band = new StringBuilder();
    for (int j = 0; j < points; j++) {
      point(path, j, points, line.parts()[j]);
      point(band, j, points, line.low()[j]);
    }
    for (int j = points - 1; j >= 0; j--) {
      band.append('L').append(place(j, points, line.high()[j]));
    }
    if (line.seeds() > 1) {
      html.append("<path fill=\"%s\" opacity=\"0.15\" d=\"%s\"/>".formatted(COLOURS[i], band));
    }
    String stroke =
        "stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
            .formatted(COLOURS[i], i == 0 ? "none" : 2 + 3 * i + " 3");
    html.append("<path fill=\"none\" ").append(stroke).append(" d=\"").append(path).append("\"/>");
    int y = HEIGHT + 18 * i;
    html.append(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" %s/><text x=\"%d\" y=\"%d\">%s</text>%n"
            .formatted(
                MARGIN, MARGIN + 30, y, y, stroke, MARGIN + 38, y + 4, escape(line.title())));
  }

  private static void point(StringBuilder path, int j, int points, double part) {
    path.append(j == 0 ? 'M' : 'L').append(place(j, points, part));
  }

  private static String place(int j, int points, double part) {
    return String.format(
        Locale.ROOT,
        "%.1f %.1f",
        x((double) j / (points - 1)),
        HEIGHT - MARGIN - part * (HEIGHT - 2 * MARGIN));
  }

  private static double x(double part) {
    return MARGIN + part * (WIDTH - 2 * MARGIN);
  }

  private void head(String... names) {
    html.append("<div class=\"wide\"><table><thead><tr>");
    for (String name : names) {
      boolean words = name.equals("Agent") || name.equals("Settings") || name.isEmpty();
      html.append(words ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">")
          .append(escape(name))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
  }

  private void text(String value) {
    html.append("<td>").append(escape(value)).append("</td>");
  }

  private void numbers(String... values) {
    for (String value : values) {
      html.append("<td class=\"number\">").append(escape(value)).append("</td>");
    }
  }

  private static String withInterval(int seeds, double value, Interval interval) {
    return seeds == 1
        ? number(value)
        : "%s [%s, %s]".formatted(number(value), number(interval.low()), number(interval.high()));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return (text.equals("-0.00") ? "0.00" : text).replace('-', '−');
  }

  /** Text as text, wherever it stands in a page. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
