package org.palaestra.app.board;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.training.ActionLog;
import org.palaestra.training.Evaluator;

/**
 * A person's episodes on their way to a board. Their seeds are the board's, and are settled when
 * the attempt begins: by who plays where, and when. Another attempt has others.
 */
public final class Attempt {

  private final Board board;
  private final String name;
  private final EnvironmentSpec environment;
  private final EnvironmentSpec scored;
  private final String created;
  private final long[] seeds;

  /**
   * Begins.
   *
   * @param name what the person is called
   * @param environment where they play
   * @param created when
   * @param episodes how many, at least 1
   * @throws org.palaestra.settings.InvalidInputException if the name cannot stand on a board
   */
  public Attempt(
      Board board,
      Environments environments,
      String name,
      EnvironmentSpec environment,
      Instant created,
      int episodes) {
    this.board = board;
    this.name = Entry.checkName(name);
    this.environment = environment;
    this.created = created.toString();
    scored = new Evaluator(environments, environment).spec();
    seeds = board.seeds(Entry.identity(this.name, environment, this.created), episodes);
  }

  /** Where the episodes are played: as agents are judged, with raw rewards and a time limit. */
  public EnvironmentSpec scored() {
    return scored;
  }

  /** The seeds of the episodes. */
  public long[] seeds() {
    return seeds.clone();
  }

  /**
   * Puts the episodes on the board.
   *
   * @param log what was done in each
   * @param returns what that brought
   * @param provenance program, machine and how it was played
   * @return the entry with its number
   */
  public Entry submit(ActionLog log, double[] returns, JsonNode provenance) throws IOException {
    if (log.episodes() != seeds.length || returns.length != seeds.length) {
      throw new IllegalArgumentException(
          "an attempt of %d episodes cannot take %d logs and %d returns"
              .formatted(seeds.length, log.episodes(), returns.length));
    }
    Entry entry =
        new Entry(
            0,
            created,
            name,
            environment,
            Optional.empty(),
            "",
            0,
            provenance,
            seeds,
            returns,
            log.toBytes());
    return board.entry(board.add(entry, Optional.empty()));
  }
}
