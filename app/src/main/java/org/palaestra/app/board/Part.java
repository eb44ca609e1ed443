package org.palaestra.app.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What an entry says, part by part, so that an edited one can be named. */
enum Part {
  /** Where it was judged. */
  ENVIRONMENT("the environment") {
    @Override
    byte[] of(Row row) {
      return join(row.environment());
    }
  },
  /** Who was judged, and how it was trained. */
  AGENT("the agent") {
    @Override
    byte[] of(Row row) {
      return join(row.kind(), row.name(), row.plan());
    }
  },
  /** What it had learned. */
  CHECKPOINT("the checkpoint") {
    @Override
    byte[] of(Row row) {
      return join(row.checkpoint(), Long.toString(row.steps()));
    }
  },
  /** Where the entry is from. */
  ORIGIN("the origin") {
    @Override
    byte[] of(Row row) {
      return join(row.created(), row.provenance());
    }
  },
  /** The seeds of the episodes. */
  SEEDS("the seeds") {
    @Override
    byte[] of(Row row) {
      return row.seeds();
    }
  },
  /** What was done in them. */
  ACTIONS("the action log") {
    @Override
    byte[] of(Row row) {
      return row.actions();
    }
  },
  /** What that brought. */
  SCORE("the score") {
    @Override
    byte[] of(Row row) {
      return row.returns();
    }
  },
  /** What it thinks of states. */
  VALUE_ERROR("the value error") {
    @Override
    byte[] of(Row row) {
      return row.valueError();
    }

    /** Entries that were added to a board of version 1 have none. */
    @Override
    boolean sealed(Row row) {
      return row.valueError().length > 0 || row.seals().containsKey(name());
    }
  };

  private final String title;

  Part(String title) {
    this.title = title;
  }

  /** What is sealed of a row. */
  abstract byte[] of(Row row);

  /** Whether a row must have a seal for it. */
  boolean sealed(Row row) {
    return true;
  }

  private static byte[] join(String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String text : texts) {
      bytes.writeBytes(text.getBytes(UTF_8));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }

  /** For people. */
  @Override
  public String toString() {
    return title;
  }
}
