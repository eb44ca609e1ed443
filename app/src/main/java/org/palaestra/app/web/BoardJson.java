package org.palaestra.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.palaestra.app.Platform;
import org.palaestra.app.board.Board;
import org.palaestra.app.board.Export;
import org.palaestra.app.board.Ranking;
import org.palaestra.store.Json;

/** The leaderboard as data, computed anew when its database has changed. */
final class BoardJson {

  private final Platform platform;
  private final Path folder;
  private String revision = "";
  private JsonNode kept = Json.object();

  BoardJson(Platform platform, Path folder) {
    this.platform = platform;
    this.folder = folder;
  }

  /** Another text once the database has changed, in few letters; empty if there is no board. */
  String revision() throws IOException {
    Path log = folder.resolve("board.sqlite-wal");
    String file = Changes.stamp(folder.resolve("board.sqlite"));
    // Whoever only reads leaves an empty log there for a moment.
    boolean written = Files.exists(log) && Files.size(log) > 0;
    return written ? file + "-" + Changes.stamp(log) : file;
  }

  /** Everything but actions and seeds; an empty object if there is no board. */
  synchronized JsonNode get() throws IOException {
    Path file = folder.resolve("board.sqlite");
    if (!Files.exists(file)) {
      return Json.object();
    }
    String now = revision();
    if (!now.equals(revision)) {
      try (Board board = Board.openExisting(folder)) {
        List<Ranking> rankings = Ranking.of(board, platform.environments(), platform.agents());
        kept = new Export(rankings, platform.agents()).json();
      }
      // Closing moves the log into the file: it is asked again, unless somebody wrote meanwhile.
      revision = now;
    }
    return kept;
  }
}
