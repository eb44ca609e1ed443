package org.palaestra.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which leaderboard. */
final class BoardChoice {

  @Option(
      names = "--board",
      paramLabel = "DIR",
      description =
          "folder of the leaderboard (default: leaderboard, or the variable PALAESTRA_BOARD)")
  private @Nullable Path given;

  /** Whether the command line names one. */
  boolean isGiven() {
    return given != null;
  }

  /** What names it on the next command line, too: empty, or an option behind a blank. */
  String again() {
    return given == null ? "" : " --board " + given;
  }

  /** Its folder. */
  Path folder() {
    if (given != null) {
      return given;
    }
    String named = System.getenv("PALAESTRA_BOARD");
    return Path.of(named == null || named.isEmpty() ? "leaderboard" : named);
  }
}
