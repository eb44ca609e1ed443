package org.palaestra.agents.replay;

import org.palaestra.space.Space;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * What the last steps of episodes led to, which nobody acted on. They come and go in order, so that
 * a ring holds them; it doubles when it is full.
 */
final class EpisodeEnds implements Stateful {

  private static final int FIRST_CAPACITY = 16;

  private final Space space;
  private final int most;
  private PackedObservations ring; // number n lies at n & (capacity − 1)
  private int first; // number of the oldest; numbers may overflow
  private int next;

  /**
   * None.
   *
   * @param most how many there can be at a time
   */
  EpisodeEnds(Space space, int most) {
    this.space = space;
    this.most = most;
    ring = PackedObservations.of(space, FIRST_CAPACITY);
  }

  /** Adds one behind the others and gives its number. */
  int add(float[] from, int offset) {
    if (next - first == ring.capacity) {
      grow();
    }
    ring.put(place(next), from, offset);
    return next++;
  }

  private void grow() {
    PackedObservations larger = PackedObservations.of(space, 2 * ring.capacity);
    float[] cells = new float[ring.width];
    for (int number = first; number != next; number++) {
      ring.get(place(number), cells, 0);
      larger.put(number & (larger.capacity - 1), cells, 0);
    }
    ring = larger;
  }

  private int place(int number) {
    return number & (ring.capacity - 1);
  }

  void get(int number, float[] into, int offset) {
    ring.get(place(number), into, offset);
  }

  /** Whether there is one of this number. */
  boolean holds(int number) {
    return number - first >= 0 && number - next < 0;
  }

  /** Drops the oldest ones. */
  void drop(int count) {
    first += count;
  }

  @Override
  public void save(StateWriter out) {
    out.ints("numbers", new int[] {first, next, ring.capacity});
    out.object("ring", ring);
  }

  @Override
  public void restore(StateReader in) {
    int[] numbers = new int[3];
    in.ints("numbers", numbers);
    int capacity = numbers[2];
    if (capacity < FIRST_CAPACITY
        || capacity > Math.max(FIRST_CAPACITY, 2L * most)
        || Integer.bitCount(capacity) != 1
        || numbers[1] - numbers[0] < 0
        || numbers[1] - numbers[0] > capacity) {
      throw new MismatchException(
          "the ends of episodes from %d to %d do not fit a ring of %d"
              .formatted(numbers[0], numbers[1], capacity));
    }
    first = numbers[0];
    next = numbers[1];
    ring = PackedObservations.of(space, capacity);
    in.object("ring", ring);
  }
}
