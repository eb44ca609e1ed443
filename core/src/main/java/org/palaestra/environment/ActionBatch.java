package org.palaestra.environment;

import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** One action for each copy. One of the two arrays is used, as the action space says. */
public final class ActionBatch implements Stateful {

  /** {@code [N]} indices of discrete actions; empty if actions are continuous. */
  public final int[] indices;

  /** {@code [N, A]} continuous actions; empty if actions are discrete. */
  public final float[] values;

  /** A batch of zeros for {@code copies} copies. */
  public ActionBatch(Space actions, int copies) {
    indices = new int[actions instanceof Discrete ? copies : 0];
    values = new float[actions instanceof Box box ? copies * box.size() : 0];
  }

  @Override
  public void save(StateWriter out) {
    out.ints("indices", indices);
    out.floats("values", values);
  }

  @Override
  public void restore(StateReader in) {
    in.ints("indices", indices);
    in.floats("values", values);
  }
}
