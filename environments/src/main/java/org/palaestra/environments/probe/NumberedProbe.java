package org.palaestra.environments.probe;

import org.jspecify.annotations.Nullable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/** A finite probe whose state is observed as one number from −1 to 1, or by its index. */
abstract class NumberedProbe extends FiniteProbe {

  private static final Box NUMBER = Box.of(-1, 1, 1);

  private final float[] numbers;
  private final String title;

  /** Laid out at the first painting, since it asks the probe, which has to be complete. */
  private @Nullable ProbeScene scene;

  /**
   * With its sizes.
   *
   * @param title what is painted above it
   * @param numbers what is observed in each state
   */
  NumberedProbe(
      String name, String title, int starts, int actions, ProbeOptions options, float... numbers) {
    super(
        name,
        numbers.length,
        starts,
        actions,
        options.index() ? new Discrete(numbers.length) : NUMBER);
    this.numbers = numbers.clone();
    this.title = title;
  }

  /** The number that stands for {@code state}. */
  final float number(int state) {
    return numbers[state];
  }

  @Override
  boolean terminal(int state) {
    return state == states() - 1;
  }

  @Override
  final void observe(int state, float[] out, int offset) {
    out[offset] = numbers[state];
  }

  @Override
  public final void paint(Canvas canvas) {
    ProbeScene laidOut = scene;
    if (laidOut == null) {
      laidOut = new ProbeScene(this, title);
      scene = laidOut;
    }
    laidOut.paint(canvas);
  }
}
