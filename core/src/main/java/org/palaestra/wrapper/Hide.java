package org.palaestra.wrapper;

import java.util.Arrays;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;

/**
 * Leaves out some numbers of an observation, such as the velocities, which an agent with a memory
 * can work out for itself.
 */
final class Hide extends Wrapper {

  /**
   * Which.
   *
   * @param indices of what is hidden, counted from 0 over the whole observation
   */
  @SuppressWarnings("ArrayRecordComponent") // a settings record, compared as text
  record Options(int[] indices) {}

  private final Box space;
  private final int[] shown;
  private final float[] whole;

  Hide(Options options, Environment inner) {
    super(inner);
    Box box = Spaces.box(inner);
    if (options.indices.length == 0) {
      throw new IllegalArgumentException(
          "say what to hide, for instance hide:indices=1,3 for CartPole's velocities");
    }
    shown = Spaces.without(box.size(), options.indices);
    space = Spaces.select(box, shown);
    whole = new float[box.size()];
  }

  @Override
  protected Box observationSpace() {
    return space;
  }

  @Override
  protected void observe(float[] out, int offset) {
    Arrays.fill(whole, 0);
    inner().observe(whole, 0);
    for (int i = 0; i < shown.length; i++) {
      out[offset + i] = whole[shown[i]];
    }
  }
}
