package org.palaestra.wrapper;

import org.palaestra.environment.Environment;
import org.palaestra.environment.Viewable;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;
import org.palaestra.view.GreyRaster;

/** Shows an environment as a grey picture of what it paints, {@code [size, size, 1]}, 0 to 255. */
public final class Pixels extends Wrapper {

  /**
   * How large.
   *
   * @param size pixels along each side, from 8 to 512
   */
  public record Options(int size) {

    /** Checks the range. */
    public Options {
      if (size < 8 || size > 512) {
        throw new IllegalArgumentException("size must be from 8 to 512, got " + size);
      }
    }
  }

  private final Box space;
  private final Viewable view;
  private final GreyRaster raster;

  /** Around {@code inner}, which can paint itself. */
  public Pixels(Options options, Environment inner) {
    super(inner);
    view =
        inner
            .ability(Viewable.class)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pixels need an environment that paints itself (Viewable)"));
    space = Box.bytes(options.size, options.size, 1);
    raster = new GreyRaster(options.size, options.size);
  }

  @Override
  protected Box observationSpace() {
    return space;
  }

  @Override
  protected void observe(float[] out, int offset) {
    view.paint(raster);
    raster.copyTo(out, offset);
  }
}
