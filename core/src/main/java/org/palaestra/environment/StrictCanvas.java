package org.palaestra.environment;

import org.jspecify.annotations.Nullable;
import org.palaestra.view.Canvas;

/** A canvas that shows nothing and remembers the first call that a real one could not follow. */
final class StrictCanvas implements Canvas {

  private static final String FINITE = "paint at finite coordinates with sizes of 0 or more";
  private static final String BALANCED = "let an endEntity() follow each beginEntity(…)";

  private @Nullable String problem;
  private String fix = "";
  private boolean framed;
  private int open;

  @Nullable String problem() {
    return problem;
  }

  String fix() {
    return fix;
  }

  /** The painting is done. */
  void end() {
    if (!framed) {
      report("nothing was painted", "call canvas.world(…) first, then paint");
    } else if (open != 0) {
      report(open + " entities were begun and not ended", BALANCED);
    }
  }

  private void report(String seen, String remedy) {
    if (problem == null) {
      problem = seen;
      fix = remedy;
    }
  }

  private void shape(String call, double size, double... numbers) {
    if (!framed) {
      report(call + " came before world", "call canvas.world(…) first, then paint");
    }
    if (!(size >= 0)) {
      report("%s has the size %s".formatted(call, size), FINITE);
    }
    finite(call, numbers);
  }

  private void finite(String call, double... numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        report("%s was given %s".formatted(call, number), FINITE);
      }
    }
  }

  @Override
  public void world(double left, double bottom, double right, double top, int background) {
    finite("world", left, bottom, right, top);
    if (!(left < right && bottom < top)) {
      report(
          "the world reaches from %s to %s and from %s to %s".formatted(left, right, bottom, top),
          "give the world a left edge below its right and a bottom below its top");
    }
    framed = true;
  }

  @Override
  public void rectangle(double x, double y, double width, double height, int color) {
    shape("rectangle", Math.min(width, height), x, y, width, height);
  }

  @Override
  public void circle(double x, double y, double radius, int color) {
    shape("circle", radius, x, y, radius);
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
    shape("line", thickness, x1, y1, x2, y2, thickness);
  }

  @Override
  public void polygon(double[] points, int color) {
    shape("polygon", 0, points);
    if (points.length < 6 || points.length % 2 != 0) {
      report(
          "a polygon has %d numbers".formatted(points.length),
          "give a polygon x and y of at least three corners");
    }
  }

  @Override
  public void text(String text, double x, double y, double height, Align align, int color) {
    shape("text", height, x, y, height);
  }

  @Override
  public void beginEntity(String kind, int id, double x, double y, double rotation) {
    shape("beginEntity", 0, x, y, rotation);
    open++;
  }

  @Override
  public void endEntity() {
    open--;
    if (open < 0) {
      report("an entity was ended that was not begun", BALANCED);
    }
  }
}
