package org.palaestra.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.EnvironmentChoice;
import org.palaestra.app.Platform;
import org.palaestra.app.Provenance;
import org.palaestra.app.board.Attempt;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Entry;
import org.palaestra.app.board.Ranking;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.PlaySession;
import org.palaestra.render.NoDisplayException;
import org.palaestra.render.PlayOptions;
import org.palaestra.render.PlayWindow;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra play}. */
@Command(
    name = "play",
    description =
        "Play an environment yourself, in a window, under the leaderboard's seeds; your episodes"
            + " are submitted once all are played.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The window shows which key does what; `palaestra environments show ENV` lists it, too. P"
          + " stops, F1 shows all keys. Whoever closes the window early submits nothing: the exit"
          + " code is then 1, or 0 with --practice."
    })
public final class PlayCommand implements Callable<Integer> {

  private static final int MOST_EPISODES = 1000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ENV",
      completionCandidates = Candidates.EnvironmentIds.class,
      description = "id of the environment, such as Breakout-v1")
  private String environment;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "your name on the board, up to 40 characters (default: that of your account)")
  private @Nullable String name;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many episodes (default: ${DEFAULT-VALUE})")
  private int episodes;

  @Option(names = "--practice", description = "play under other seeds, and submit nothing")
  private boolean practice;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "times as fast as the environment's own pace for people, where it has one; the slowest is"
              + " kept with the entry (default: ${DEFAULT-VALUE})")
  private double speed;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "size of the window (default: 960x640)")
  private @Nullable String size;

  @Option(
      names = "--plain",
      description = "as the environment paints itself, without motion and style")
  private boolean plain;

  @Mixin private Platform platform;
  @Mixin private EnvironmentChoice choice;
  @Mixin private BoardChoice boardChoice;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  PlayCommand() {}

  @Override
  public Integer call() throws IOException {
    if (episodes < 1 || episodes > MOST_EPISODES) {
      throw new InvalidInputException(
          "--episodes must be from 1 to %d, got %d".formatted(MOST_EPISODES, episodes));
    }
    EnvironmentSpec chosen = choice.of(environment, platform.environments());
    WindowSize window = WindowSize.of(size);
    try {
      PlayWindow.requireDisplay(); // before a board is made for nothing
      return practice ? practise(chosen, window) : compete(chosen, window);
    } catch (NoDisplayException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private int compete(EnvironmentSpec chosen, WindowSize window) throws IOException {
    String player = Entry.checkName(name == null ? System.getProperty("user.name", "") : name);
    try (Board board = Board.open(boardChoice.folder())) {
      return compete(board, player, chosen, window);
    }
  }

  private int practise(EnvironmentSpec chosen, WindowSize window) {
    long[] seeds = Evaluator.seeds(new SecureRandom().nextLong(), episodes);
    EnvironmentSpec scored = new Evaluator(platform.environments(), chosen).spec();
    try (PlaySession session = session(scored, seeds)) {
      PlayWindow.show(session, options(chosen, "practice", window, false));
      session.status().returns().forEach(score -> out("%.2f", score));
      out("practice: nothing is submitted");
      return 0;
    }
  }

  private int compete(Board board, String player, EnvironmentSpec chosen, WindowSize window)
      throws IOException {
    Attempt attempt =
        new Attempt(board, platform.environments(), player, chosen, Instant.now(), episodes);
    try (PlaySession session = session(attempt.scored(), attempt.seeds())) {
      PlayWindow.show(session, options(chosen, player, window, true));
      if (!session.status().complete()) {
        out(
            "closed after %d of %d episodes: nothing is submitted",
            session.status().returns().size(), episodes);
        return 1;
      }
      ObjectNode provenance = Provenance.toJson();
      session.slowest().ifPresent(slowest -> provenance.put("speed", slowest));
      print(board, attempt.submit(session.log(), session.returns(), provenance));
      return 0;
    }
  }

  private PlaySession session(EnvironmentSpec scored, long[] seeds) {
    return new PlaySession(platform.environments().vector(scored, 1), seeds, speed);
  }

  private PlayOptions options(
      EnvironmentSpec chosen, String player, WindowSize window, boolean counted) {
    return PlayOptions.of(chosen.title(), player, counted)
        .withSize(window.width(), window.height())
        .withPlain(plain);
  }

  private void print(Board board, Entry entry) {
    out("%s", BoardTables.line(entry));
    for (Ranking ranking : Ranking.of(board, platform.environments(), platform.agents())) {
      if (ranking.environment().equals(entry.environment())) {
        ranking.lines().stream()
            .filter(line -> line.standing().person())
            .filter(line -> line.standing().name().equals(entry.name()))
            .findFirst()
            .ifPresent(
                line ->
                    out(
                        "place %d of %d there; `palaestra leaderboard` shows the others",
                        line.place(), ranking.lines().size()));
      }
    }
  }

  private void out(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
