package org.palaestra.agents.network;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Memory;
import org.palaestra.nn.Tensor;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * What a graph that reads B sequences of T steps remembers: what each of its {@linkplain
 * RecurrentBody recurrent bodies} knows before the first step, before which steps they forget it,
 * and what they know after the last. A graph without such bodies remembers nothing.
 *
 * <p>Its state is what is known before the first step.
 */
public final class Recall implements Stateful {

  private record Strand(RecurrentBody body, Memory begin, Memory end) {}

  private final Tensor resets; // [B, T]
  private final List<Strand> strands = new ArrayList<>();
  private int width;

  /** For B sequences of T steps. */
  public Recall(Graph graph, int sequences, int steps) {
    resets = graph.input(sequences, steps);
  }

  /** {@code [B, T]} not 0 where memory is cleared before the step. */
  public Tensor resets() {
    return resets;
  }

  void add(RecurrentBody body, Memory begin, Memory end) {
    strands.add(new Strand(body, begin, end));
    width += begin.parts().size() * body.width();
  }

  /**
   * Says what is forgotten where sequences have one step.
   *
   * @param starts {@code [B]} whether that step begins an episode
   */
  public void forget(boolean[] starts) {
    for (int row = 0; row < starts.length; row++) {
      resets.value()[row] = starts[row] ? 1 : 0;
    }
  }

  /** Goes on from what was known after the last step of the last forward pass. */
  public void carry() {
    for (int i = 0; i < strands.size(); i++) {
      strands.get(i).begin.carry(strands.get(i).end);
    }
  }

  /**
   * Begins with what another graph would begin with.
   *
   * @param other one in which every body of this one reads as many sequences
   */
  public void beginAs(Recall other) {
    for (int i = 0; i < strands.size(); i++) {
      Strand strand = strands.get(i);
      for (int j = 0; j < other.strands.size(); j++) {
        if (other.strands.get(j).body == strand.body) {
          strand.begin.carry(other.strands.get(j).begin);
        }
      }
    }
  }

  /** Floats that are known of one sequence. */
  public int width() {
    return width;
  }

  /** Writes what is known before the first step of every sequence to {@code [B, width]}. */
  public void write(float[] into) {
    for (int row = 0; row < resets.extent(0); row++) {
      copy(row, into, row * width, false);
    }
  }

  /**
   * Takes from {@code from[offset …]} what is known before the first step of sequence {@code b}.
   */
  public void read(int b, float[] from, int offset) {
    copy(b, from, offset, true);
  }

  private void copy(int row, float[] array, int offset, boolean in) {
    int at = offset;
    for (int i = 0; i < strands.size(); i++) {
      List<Tensor> parts = strands.get(i).begin.parts();
      for (int p = 0; p < parts.size(); p++) {
        float[] known = parts.get(p).value();
        int hidden = parts.get(p).extent(1);
        if (in) {
          System.arraycopy(array, at, known, row * hidden, hidden);
        } else {
          System.arraycopy(known, row * hidden, array, at, hidden);
        }
        at += hidden;
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    if (width > 0) {
      float[] known = new float[resets.extent(0) * width];
      write(known);
      out.floats("memory", known, resets.extent(0), width);
    }
  }

  @Override
  public void restore(StateReader in) {
    if (width > 0) {
      float[] known = new float[resets.extent(0) * width];
      in.floats("memory", known);
      for (int row = 0; row < resets.extent(0); row++) {
        read(row, known, row * width);
      }
    }
  }
}
