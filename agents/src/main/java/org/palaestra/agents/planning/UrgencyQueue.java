package org.palaestra.agents.planning;

import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** All states by urgency, the greatest first: a binary heap that knows where each state is. */
final class UrgencyQueue implements Stateful {

  private final double[] urgency; // [S]
  private final int[] heap; // [S] states
  private final int[] place; // [S] where each is in the heap

  UrgencyQueue(int states) {
    urgency = new double[states];
    heap = new int[states];
    place = new int[states];
    for (int s = 0; s < states; s++) {
      heap[s] = s;
      place[s] = s;
    }
  }

  /** The most urgent state, the first of equals by place. */
  int next() {
    return heap[0];
  }

  double greatest() {
    return urgency[heap[0]];
  }

  /** Adds to a state's urgency. */
  void raise(int s, double more) {
    if (more > 0) {
      urgency[s] += more;
      up(place[s]);
    }
  }

  /** Sets a state's urgency to 0. */
  void settle(int s) {
    urgency[s] = 0;
    down(place[s]);
  }

  private void up(int at) {
    int s = heap[at];
    int i = at;
    while (i > 0 && urgency[heap[(i - 1) / 2]] < urgency[s]) {
      put(i, heap[(i - 1) / 2]);
      i = (i - 1) / 2;
    }
    put(i, s);
  }

  private void down(int at) {
    int s = heap[at];
    int i = at;
    while (2 * i + 1 < heap.length) {
      int child = 2 * i + 1;
      if (child + 1 < heap.length && urgency[heap[child + 1]] > urgency[heap[child]]) {
        child++;
      }
      if (urgency[heap[child]] <= urgency[s]) {
        break;
      }
      put(i, heap[child]);
      i = child;
    }
    put(i, s);
  }

  private void put(int at, int s) {
    heap[at] = s;
    place[s] = at;
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("urgency", urgency);
    out.ints("heap", heap);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("urgency", urgency);
    in.ints("heap", heap);
    boolean[] seen = new boolean[heap.length];
    for (int at = 0; at < heap.length; at++) {
      int s = heap[at];
      if (s < 0 || s >= heap.length || seen[s]) {
        throw new MismatchException("the queue of states holds %d at %d".formatted(s, at));
      }
      seen[s] = true;
      place[s] = at;
    }
  }
}
