package org.palaestra.view;

import java.util.ArrayList;
import java.util.List;

/** Measures an outline: its contours, extent and area. */
final class OutlineProbe implements OutlineFont.Sink {

  final List<String> calls = new ArrayList<>();
  int contours;
  double left = Double.MAX_VALUE;
  double right = -Double.MAX_VALUE;
  double bottom = Double.MAX_VALUE;
  double top = -Double.MAX_VALUE;
  double area; // signed: anticlockwise is positive

  private double startX;
  private double startY;
  private double lastX;
  private double lastY;

  static OutlineProbe of(String text) {
    OutlineProbe probe = new OutlineProbe();
    OutlineFont.bundled().outline(text, probe);
    return probe;
  }

  @Override
  public void move(double x, double y) {
    calls.add(String.format("M %s %s", x, y));
    contours++;
    startX = x;
    startY = y;
    reach(x, y);
  }

  @Override
  public void line(double x, double y) {
    calls.add(String.format("L %s %s", x, y));
    area += cross(lastX, lastY, x, y) / 2;
    reach(x, y);
  }

  @Override
  public void quad(double controlX, double controlY, double x, double y) {
    calls.add(String.format("Q %s %s %s %s", controlX, controlY, x, y));
    // Green's theorem over the curve: a third of the control triangle's two sides and chord.
    area +=
        (2 * cross(lastX, lastY, controlX, controlY)
                + 2 * cross(controlX, controlY, x, y)
                + cross(lastX, lastY, x, y))
            / 6;
    reach(x, y);
  }

  @Override
  public void close() {
    calls.add("Z");
    area += cross(lastX, lastY, startX, startY) / 2;
  }

  private static double cross(double x1, double y1, double x2, double y2) {
    return x1 * y2 - x2 * y1;
  }

  private void reach(double x, double y) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
    lastX = x;
    lastY = y;
  }
}
