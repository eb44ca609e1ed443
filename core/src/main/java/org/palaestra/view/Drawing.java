package org.palaestra.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A painting kept as a list of its shapes: a snapshot that one thread makes and another shows.
 *
 * @param shapes what was painted, in order
 */
public record Drawing(List<Shape> shapes) {

  /** One call of a {@link Canvas}. */
  public sealed interface Shape {

    /** Makes the call again. */
    void paint(Canvas canvas);
  }

  /** {@link Canvas#world}. */
  public record World(double left, double bottom, double right, double top, int background)
      implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.world(left, bottom, right, top, background);
    }
  }

  /** {@link Canvas#rectangle}. */
  public record Rectangle(double x, double y, double width, double height, int color)
      implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.rectangle(x, y, width, height, color);
    }
  }

  /** {@link Canvas#circle}. */
  public record Circle(double x, double y, double radius, int color) implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.circle(x, y, radius, color);
    }
  }

  /** {@link Canvas#line}. */
  public record Line(double x1, double y1, double x2, double y2, double thickness, int color)
      implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.line(x1, y1, x2, y2, thickness, color);
    }
  }

  /** {@link Canvas#polygon}. */
  public record Polygon(double[] points, int color) implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.polygon(points, color);
    }
  }

  /** {@link Canvas#text}. */
  public record Text(String text, double x, double y, double height, Canvas.Align align, int color)
      implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.text(text, x, y, height, align, color);
    }
  }

  /** {@link Canvas#beginEntity}. */
  public record EntityBegin(String kind, int id, double x, double y, double rotation)
      implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.beginEntity(kind, id, x, y, rotation);
    }
  }

  /** {@link Canvas#endEntity}. */
  public record EntityEnd() implements Shape {
    @Override
    public void paint(Canvas canvas) {
      canvas.endEntity();
    }
  }

  /** Copies the list. */
  public Drawing {
    shapes = List.copyOf(shapes);
  }

  /** Paints everything again. */
  public void paint(Canvas canvas) {
    // By index, since an iterator may be allocated, and some learn from what is painted.
    for (int i = 0; i < shapes.size(); i++) {
      shapes.get(i).paint(canvas);
    }
  }

  /** A canvas that keeps what is painted on it. */
  public static final class Recorder implements Canvas {

    private final List<Shape> shapes = new ArrayList<>();

    /** What was painted since the start or the last call, which begins a new drawing. */
    public Drawing take() {
      Drawing drawing = new Drawing(shapes);
      shapes.clear();
      return drawing;
    }

    @Override
    public void world(double left, double bottom, double right, double top, int background) {
      shapes.add(new World(left, bottom, right, top, background));
    }

    @Override
    public void rectangle(double x, double y, double width, double height, int color) {
      shapes.add(new Rectangle(x, y, width, height, color));
    }

    @Override
    public void circle(double x, double y, double radius, int color) {
      shapes.add(new Circle(x, y, radius, color));
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, double thickness, int color) {
      shapes.add(new Line(x1, y1, x2, y2, thickness, color));
    }

    @Override
    public void polygon(double[] points, int color) {
      shapes.add(new Polygon(points.clone(), color));
    }

    @Override
    public void text(String text, double x, double y, double height, Align align, int color) {
      shapes.add(new Text(text, x, y, height, align, color));
    }

    @Override
    public void beginEntity(String kind, int id, double x, double y, double rotation) {
      shapes.add(new EntityBegin(kind, id, x, y, rotation));
    }

    @Override
    public void endEntity() {
      shapes.add(new EntityEnd());
    }
  }
}
