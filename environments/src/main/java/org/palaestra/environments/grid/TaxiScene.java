package org.palaestra.environments.grid;

import org.palaestra.view.Canvas;

/** Paints the town of {@link Taxi} from above, one unit a cell. */
final class TaxiScene {

  private static final double MARGIN = 0.35;
  private static final int GRASS = 0xff3f5f45;
  private static final int[] ROAD = {0xff6f757d, 0xff6a7078};
  private static final int MARKING = 0x50ffffff;
  private static final int SHADOW = 0x48000000;
  private static final int[] WALL = {0xff8a5a44, 0xffb97f63};
  private static final int[] STAND = {0xffd94f45, 0xff45a860, 0xffe0bd3c, 0xff4a86d8};
  private static final String[] NAME = {"R", "G", "Y", "B"};
  private static final int LETTER = 0xe0ffffff;
  private static final int TAXI = 0xfff5c518;
  private static final int ROOF = 0xffffde5c;
  private static final int GLASS = 0xff2d3b4a;
  private static final int TYRE = 0xff22262b;
  private static final int LAMP = 0xfffff6cf;
  private static final int[] PASSENGER = {0xff7a3fa0, 0xfff2c9a0};

  private TaxiScene() {}

  static void paint(Canvas canvas, int state) {
    canvas.world(-MARGIN, -MARGIN, Taxi.SIZE + MARGIN, Taxi.SIZE + MARGIN, GRASS);
    paintRoads(canvas);
    for (int stand = 0; stand < STAND.length; stand++) {
      paintStand(canvas, stand, stand == Taxi.destination(state));
    }
    paintWalls(canvas);
    double x = Taxi.column(state) + 0.5;
    double y = Taxi.SIZE - 0.5 - Taxi.row(state);
    int passenger = Taxi.passenger(state);
    paintTaxi(canvas, x, y);
    if (passenger == Taxi.RIDING) {
      paintPassenger(canvas, x - 0.02, y, 0.1);
    } else {
      paintPassenger(
          canvas,
          Taxi.standColumn(passenger) + 0.26,
          Taxi.SIZE - 0.3 - Taxi.standRow(passenger),
          0.13);
    }
  }

  private static void paintRoads(Canvas canvas) {
    for (int row = 0; row < Taxi.SIZE; row++) {
      for (int column = 0; column < Taxi.SIZE; column++) {
        canvas.rectangle(column, row, 1, 1, ROAD[(row + column) % 2]);
      }
    }
    for (int i = 1; i < Taxi.SIZE; i++) {
      for (double at = 0.1; at < Taxi.SIZE; at += 0.25) {
        canvas.rectangle(at, i - 0.01, 0.12, 0.02, MARKING);
        canvas.rectangle(i - 0.01, at, 0.02, 0.12, MARKING);
      }
    }
  }

  private static void paintStand(Canvas canvas, int stand, boolean destination) {
    double x = Taxi.standColumn(stand);
    double y = Taxi.SIZE - 1.0 - Taxi.standRow(stand);
    canvas.beginEntity("stand", stand, x + 0.5, y + 0.5, 0);
    canvas.rectangle(x + 0.06, y + 0.06, 0.88, 0.88, STAND[stand]);
    canvas.text(NAME[stand], x + 0.8, y + 0.16, 0.16, Canvas.Align.CENTER, LETTER);
    canvas.endEntity();
    if (destination) { // a chequered rim, as at the end of a race
      canvas.beginEntity("destination", 0, x + 0.5, y + 0.5, 0);
      for (int i = 0; i < 10; i++) {
        int shade = i % 2 == 0 ? 0xffffffff : 0xff1c1f24;
        int other = i % 2 == 0 ? 0xff1c1f24 : 0xffffffff;
        canvas.rectangle(x + 0.1 * i, y, 0.1, 0.08, shade);
        canvas.rectangle(x + 0.1 * i, y + 0.92, 0.1, 0.08, other);
        canvas.rectangle(x, y + 0.1 * i, 0.08, 0.1, shade);
        canvas.rectangle(x + 0.92, y + 0.1 * i, 0.08, 0.1, other);
      }
      canvas.endEntity();
    }
  }

  private static void paintWalls(Canvas canvas) {
    for (int row = 0; row < Taxi.SIZE; row++) {
      for (int column = 0; column + 1 < Taxi.SIZE; column++) {
        if (Taxi.wall(row, column)) {
          double x = column + 1;
          double y = Taxi.SIZE - 1.0 - row;
          canvas.rectangle(x - 0.04, y - 0.03, 0.14, 1.03, SHADOW);
          canvas.rectangle(x - 0.07, y, 0.14, 1, WALL[0]);
          canvas.rectangle(x - 0.07, y + 0.02, 0.1, 0.98, WALL[1]);
        }
      }
    }
  }

  private static void paintTaxi(Canvas canvas, double x, double y) {
    canvas.beginEntity("taxi", 0, x, y, 0);
    canvas.rectangle(x - 0.33, y - 0.26, 0.72, 0.44, SHADOW);
    for (int i = -1; i <= 1; i += 2) {
      canvas.rectangle(x - 0.27, y + 0.2 * i - 0.045, 0.16, 0.09, TYRE);
      canvas.rectangle(x + 0.12, y + 0.2 * i - 0.045, 0.16, 0.09, TYRE);
    }
    canvas.rectangle(x - 0.36, y - 0.2, 0.72, 0.4, TAXI);
    canvas.rectangle(x - 0.24, y - 0.16, 0.46, 0.32, GLASS);
    canvas.rectangle(x - 0.16, y - 0.17, 0.28, 0.34, ROOF);
    canvas.rectangle(x + 0.33, y - 0.17, 0.04, 0.09, LAMP);
    canvas.rectangle(x + 0.33, y + 0.08, 0.04, 0.09, LAMP);
    canvas.endEntity();
  }

  private static void paintPassenger(Canvas canvas, double x, double y, double size) {
    canvas.beginEntity("passenger", 0, x, y, 0);
    canvas.circle(x + 0.2 * size, y - 0.2 * size, 1.1 * size, SHADOW);
    canvas.circle(x, y, 1.1 * size, PASSENGER[0]);
    canvas.circle(x, y, 0.62 * size, PASSENGER[1]);
    canvas.endEntity();
  }
}
