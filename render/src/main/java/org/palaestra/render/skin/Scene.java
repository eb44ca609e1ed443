package org.palaestra.render.skin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palaestra.view.Drawing;
import org.palaestra.view.Drawing.EntityBegin;
import org.palaestra.view.Drawing.EntityEnd;
import org.palaestra.view.Drawing.Shape;
import org.palaestra.view.Drawing.World;

/**
 * What a moment looks like, taken apart: the visible world, and the things in it.
 *
 * @param drawing what the environment painted
 * @param world the visible part of the world
 * @param things in the order in which they were painted
 */
record Scene(Drawing drawing, World world, List<Thing> things) {

  /**
   * Takes a drawing apart. A thing within a thing is a part of the outer one.
   *
   * @throws IllegalArgumentException if it does not begin with its world
   */
  static Scene of(Drawing drawing) {
    List<Shape> shapes = drawing.shapes();
    if (shapes.isEmpty() || !(shapes.get(0) instanceof World world)) {
      throw new IllegalArgumentException(
          "a drawing must begin with world(left, bottom, right, top, color), got "
              + (shapes.isEmpty() ? "nothing" : shapes.get(0)));
    }
    List<Thing> things = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < shapes.size(); i++) {
      if (shapes.get(i) instanceof EntityBegin) {
        if (depth++ == 0) {
          begin = i;
        }
      } else if (shapes.get(i) instanceof EntityEnd && depth > 0 && --depth == 0) {
        EntityBegin place = (EntityBegin) shapes.get(begin);
        things.add(new Thing(place, begin + 1, i, tint(shapes.subList(begin + 1, i))));
      }
    }
    return new Scene(drawing, world, List.copyOf(things));
  }

  private static int tint(List<Shape> shapes) {
    Map<Integer, Double> areas = new HashMap<>();
    int tint = 0xFFFFFFFF;
    double most = 0;
    for (Shape shape : shapes) {
      int color = color(shape);
      if (color >>> 24 == 0xFF) {
        double area = areas.merge(color, area(shape), Double::sum);
        if (area > most) {
          most = area;
          tint = color;
        }
      }
    }
    return tint;
  }

  private static int color(Shape shape) {
    if (shape instanceof Drawing.Rectangle rectangle) {
      return rectangle.color();
    }
    if (shape instanceof Drawing.Circle circle) {
      return circle.color();
    }
    if (shape instanceof Drawing.Line line) {
      return line.color();
    }
    return shape instanceof Drawing.Polygon polygon ? polygon.color() : 0;
  }

  private static double area(Shape shape) {
    if (shape instanceof Drawing.Rectangle rectangle) {
      return rectangle.width() * rectangle.height();
    }
    if (shape instanceof Drawing.Circle circle) {
      return Math.PI * circle.radius() * circle.radius();
    }
    if (shape instanceof Drawing.Line line) {
      double length = Math.hypot(line.x2() - line.x1(), line.y2() - line.y1());
      return line.thickness() * (length + Math.PI / 4 * line.thickness());
    }
    double[] points = ((Drawing.Polygon) shape).points();
    double sum = 0;
    for (int i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
      sum += points[j] * points[i + 1] - points[i] * points[j + 1];
    }
    return Math.abs(sum) / 2;
  }

  /** How far a thing may go in a step and still be thought to have moved there. */
  double reach() {
    return Math.min(world.right() - world.left(), world.top() - world.bottom()) / 4;
  }
}
