package org.palaestra.render.skin;

import java.util.List;
import org.palaestra.view.Drawing;
import org.palaestra.view.Drawing.Shape;

/**
 * Tells things that moved from things that changed their form, such as a bar that grew: moving that
 * on its way would tear it off what it stands on.
 */
final class Rigid {

  private static final double SAME = 1e-6;

  private Rigid() {}

  /** Whether the shapes of two things are of the same kinds and sizes, one by one. */
  static boolean alike(Drawing before, Thing from, Drawing after, Thing to) {
    List<Shape> one = before.shapes().subList(from.from(), from.to());
    List<Shape> other = after.shapes().subList(to.from(), to.to());
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!alike(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(Shape a, Shape b) {
    if (a instanceof Drawing.Rectangle r && b instanceof Drawing.Rectangle s) {
      return same(r.width(), s.width()) && same(r.height(), s.height());
    }
    if (a instanceof Drawing.Circle c && b instanceof Drawing.Circle d) {
      return same(c.radius(), d.radius());
    }
    if (a instanceof Drawing.Line l && b instanceof Drawing.Line m) {
      return same(l.thickness(), m.thickness()) && same(length(l), length(m));
    }
    if (a instanceof Drawing.Polygon p && b instanceof Drawing.Polygon q) {
      return p.points().length == q.points().length;
    }
    return a.getClass() == b.getClass();
  }

  private static double length(Drawing.Line line) {
    return Math.hypot(line.x2() - line.x1(), line.y2() - line.y1());
  }

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= SAME * (1 + Math.abs(a));
  }
}
