package org.palaestra.environments.finite;

import org.palaestra.view.Canvas;

/** Paints two car parks beside a road, one car in each taken bay. */
final class CarRentalScene {

  private static final int ROWS = 4;
  private static final double BAY = 1.1;
  private static final double GAP = 2.2;
  private static final int GRASS = 0xff4d7350;
  private static final int ASPHALT = 0xff565c66;
  private static final int LINE = 0xffe4e6e8;
  private static final int ROAD = 0xff41464e;
  private static final int SHADOW = 0x48000000;
  private static final int GLASS = 0xff22303d;
  private static final int TEXT = 0xffffffff;
  private static final int[] PAINT = {
    0xffd9534f, 0xff4a90d9, 0xfff0b93a, 0xffe8eaed, 0xff63b06a, 0xff9a6fc4
  };

  private CarRentalScene() {}

  static void paint(Canvas canvas, int capacity, int first, int second) {
    int columns = (capacity + ROWS - 1) / ROWS;
    double width = columns * BAY;
    double height = 1.8 * ROWS;
    canvas.world(-0.6, -0.6, 2 * width + GAP + 0.6, height + 1.8, GRASS);
    canvas.rectangle(width + 0.5, -2, GAP - 1.0, height + 6, ROAD);
    for (double y = -0.4; y < height + 1.8; y += 1.1) {
      canvas.rectangle(width + GAP / 2 - 0.05, y, 0.1, 0.6, LINE);
    }
    paintLot(canvas, 0, 0, capacity, first);
    paintLot(canvas, width + GAP, capacity, capacity, second);
    canvas.number("first: ", first, "", width / 2, height + 0.6, 0.6, Canvas.Align.CENTER, TEXT);
    canvas.number(
        "second: ", second, "", 1.5 * width + GAP, height + 0.6, 0.6, Canvas.Align.CENTER, TEXT);
  }

  private static void paintLot(Canvas canvas, double left, int firstId, int capacity, int cars) {
    int columns = (capacity + ROWS - 1) / ROWS;
    canvas.rectangle(left - 0.2, -0.2, columns * BAY + 0.4, 1.8 * ROWS + 0.4, ASPHALT);
    for (int i = 0; i < capacity; i++) {
      double x = left + i % columns * BAY;
      double y = 1.8 * (ROWS - 1 - i / columns);
      canvas.rectangle(x - 0.02, y + 0.1, 0.04, 1.4, LINE);
      canvas.rectangle(x + BAY - 0.02, y + 0.1, 0.04, 1.4, LINE);
      if (i < cars) {
        paintCar(canvas, firstId + i, x + BAY / 2, y + 0.8);
      }
    }
  }

  private static void paintCar(Canvas canvas, int id, double x, double y) {
    int color = PAINT[id * 5 % 7 % PAINT.length];
    canvas.beginEntity("car", id, x, y, 0);
    canvas.rectangle(x - 0.33, y - 0.63, 0.74, 1.2, SHADOW);
    canvas.rectangle(x - 0.36, y - 0.5, 0.72, 1.0, color);
    canvas.rectangle(x - 0.3, y - 0.6, 0.6, 1.2, color);
    canvas.rectangle(x - 0.27, y - 0.42, 0.54, 0.7, GLASS);
    canvas.rectangle(x - 0.29, y - 0.28, 0.58, 0.38, color);
    canvas.endEntity();
  }
}
