package org.palaestra.environments.finite;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal worlds one and the same table. The copies of a batch then read from one table, which
 * the processor keeps at hand; 64 copies of Blackjack with tables of their own step ten times
 * slower.
 */
final class SharedTables {

  private static final int PLACES = 64;

  /** By the tables' contents; kept only as long as a world uses them. */
  private static final AtomicReferenceArray<@Nullable WeakReference<TransitionTable>> KEPT =
      new AtomicReferenceArray<>(PLACES);

  private SharedTables() {}

  /** A table that is equal to {@code table}: one in use if there is one, else itself. */
  static TransitionTable share(TransitionTable table) {
    int place = Math.floorMod(table.contentHash(), PLACES);
    WeakReference<TransitionTable> reference = KEPT.get(place);
    TransitionTable kept = reference == null ? null : reference.get();
    if (kept != null && kept.equalContents(table)) {
      return kept;
    }
    KEPT.set(place, new WeakReference<>(table));
    return table;
  }
}
