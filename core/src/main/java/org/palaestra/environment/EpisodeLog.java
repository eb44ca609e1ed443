package org.palaestra.environment;

import java.util.Arrays;
import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** The actions of one running episode, kept for environments that cannot save their state. */
final class EpisodeLog implements Stateful {

  private final int width;
  private int[] indices;
  private float[] values;
  private int length;

  EpisodeLog(Space actions) {
    width = actions instanceof Box box ? box.size() : 0;
    indices = new int[width == 0 ? 256 : 0];
    values = new float[width * 256];
  }

  void clear() {
    length = 0;
  }

  /** Adds what {@code actions} holds for {@code copy}. */
  void append(ActionBatch actions, int copy) {
    if (width == 0) {
      if (length == indices.length) {
        indices = Arrays.copyOf(indices, 2 * length);
      }
      indices[length] = actions.indices[copy];
    } else {
      if ((length + 1) * width > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      System.arraycopy(actions.values, copy * width, values, length * width, width);
    }
    length++;
  }

  /** Puts the action of {@code step} into a batch of one. */
  void read(int step, ActionBatch out) {
    if (width == 0) {
      out.indices[0] = indices[step];
    } else {
      System.arraycopy(values, step * width, out.values, 0, width);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.integer("length", length);
    out.ints("indices", Arrays.copyOf(indices, width == 0 ? length : 0));
    out.floats("values", Arrays.copyOf(values, length * width));
  }

  @Override
  public void restore(StateReader in) {
    int stored = width == 0 ? in.length("indices") : in.length("values") / width;
    length = (int) in.integer("length", stored, stored);
    indices = new int[width == 0 ? stored : 0];
    in.ints("indices", indices);
    values = new float[width * stored];
    in.floats("values", values);
    // Room to grow from, also after an empty log.
    indices = Arrays.copyOf(indices, width == 0 ? Math.max(256, indices.length) : 0);
    values = Arrays.copyOf(values, Math.max(256 * width, values.length));
  }
}
