package org.palaestra.agents;

import java.util.Arrays;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Eligibility traces of one episode: how much each of many weights takes part in what happens now
 * (Sutton and Barto, 2018, chapter 12). Only those are kept that are not 0, so that an update costs
 * what was visited lately; a trace that has faded below {@value #FADED} is forgotten.
 */
public final class Traces implements Stateful {

  private static final float FADED = 1e-6f;

  /** What a visit does to a trace. */
  public enum Kind {
    /** It adds 1. */
    ACCUMULATING,
    /** It makes it 1 (Singh and Sutton, 1996). */
    REPLACING
  }

  private final Kind kind;
  private final int[] place; // [W] where in the list a weight stands, −1 for not in it
  private int[] weights = new int[64]; // the list
  private float[] z = new float[64];
  private int size;

  /**
   * No traces yet.
   *
   * @param count W, number of weights
   */
  public Traces(Kind kind, int count) {
    this.kind = kind;
    place = new int[count];
    Arrays.fill(place, -1);
  }

  /** Traces for each of {@code copies} copies. */
  public static Traces[] of(int copies, Kind kind, int count) {
    Traces[] all = new Traces[copies];
    Arrays.setAll(all, copy -> new Traces(kind, count));
    return all;
  }

  /** Says that a weight took part in this step. */
  public void visit(int weight) {
    int at = place[weight];
    if (at < 0) {
      append(weight, 1);
    } else {
      z[at] = kind == Kind.ACCUMULATING ? z[at] + 1 : 1;
    }
  }

  private void append(int weight, float trace) {
    if (size == weights.length) {
      weights = Arrays.copyOf(weights, 2 * size);
      z = Arrays.copyOf(z, 2 * size);
    }
    place[weight] = size;
    weights[size] = weight;
    z[size] = trace;
    size++;
  }

  /** Adds {@code step} times its trace to each of {@code w}. */
  public void update(float[] w, float step) {
    for (int i = 0; i < size; i++) {
      w[weights[i]] += step * z[i];
    }
  }

  /** Multiplies all by {@code factor}, from 0 to 1. */
  public void fade(float factor) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      float faded = factor * z[i];
      int weight = weights[i];
      if (faded < FADED) {
        place[weight] = -1;
      } else {
        z[kept] = faded;
        weights[kept] = weight;
        place[weight] = kept;
        kept++;
      }
    }
    size = kept;
  }

  /** Forgets all. */
  public void clear() {
    for (int i = 0; i < size; i++) {
      place[weights[i]] = -1;
    }
    size = 0;
  }

  /** Saves those of all copies. */
  public static void save(Traces[] all, StateWriter out) {
    for (int copy = 0; copy < all.length; copy++) {
      out.object("traces" + copy, all[copy]);
    }
  }

  /** Restores those of all copies. */
  public static void restore(Traces[] all, StateReader in) {
    for (int copy = 0; copy < all.length; copy++) {
      in.object("traces" + copy, all[copy]);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.ints("weights", Arrays.copyOf(weights, size));
    out.floats("z", Arrays.copyOf(z, size));
  }

  @Override
  public void restore(StateReader in) {
    int[] stored = new int[in.length("weights")];
    float[] traces = new float[stored.length];
    in.ints("weights", stored);
    in.floats("z", traces);
    clear();
    for (int i = 0; i < stored.length; i++) {
      append(stored[i], traces[i]);
    }
  }
}
