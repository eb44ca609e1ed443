package org.palaestra.wrapper;

import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;

/** Shows a picture, or whatever has several axes, as a vector. */
final class Flatten extends Wrapper {

  private final Box space;

  Flatten(Environment inner) {
    super(inner);
    Box box = Spaces.box(inner);
    space = new Box(new int[] {box.size()}, box.low(), box.high(), box.cell());
  }

  @Override
  protected Box observationSpace() {
    return space;
  }
}
