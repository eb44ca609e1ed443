package org.palaestra.wrapper;

import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;

/** Shows the number of a state as that many zeros and a one in its place. */
final class OneHot extends Wrapper {

  private final Box space;
  private final float[] index = new float[1];

  OneHot(Environment inner) {
    super(inner);
    space = Box.bits(Spaces.discrete(inner).n());
  }

  @Override
  protected Box observationSpace() {
    return space;
  }

  @Override
  protected void observe(float[] out, int offset) {
    index[0] = 0;
    inner().observe(index, 0);
    out[offset + (int) index[0]] = 1;
  }
}
