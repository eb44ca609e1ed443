package org.palaestra.environments.physics;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one world that an environment has and gives its native memory back: when the next
 * comes, when the environment is closed, and when it was dropped without being closed.
 */
final class WorldOwner {

  private static final Cleaner CLEANER = Cleaner.create();

  /** Lives on for a moment when the owner is gone, so it must not refer to it. */
  private static final class Slot implements Runnable {

    private @Nullable LanderWorld world;

    synchronized void put(@Nullable LanderWorld next) {
      LanderWorld last = world;
      world = next;
      if (last != null) {
        last.dispose();
      }
    }

    @Override
    public void run() {
      put(null);
    }
  }

  private final Slot slot = new Slot();

  WorldOwner() {
    CLEANER.register(this, slot);
  }

  /** Takes over a world, or none, in place of the last. */
  void own(@Nullable LanderWorld world) {
    slot.put(world);
  }
}
