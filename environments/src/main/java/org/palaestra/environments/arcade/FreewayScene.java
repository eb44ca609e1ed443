package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Freeway: a road at night, cars with lights, the faster the redder. */
final class FreewayScene {

  private static final int BACKGROUND = 0xff12161a;
  private static final int GRASS = 0xff2f5d3a;
  private static final int BLADE = 0xff3c7549;
  private static final int ROAD = 0xff2a2e35;
  private static final int LINE = 0xff8a8f98;
  private static final int MIDDLE_LINE = 0xffe0b94a;
  private static final int FRAME = 0xff5b6670;
  private static final int ACCENT = 0xfffff1c9;

  /** By speed: 1 is the fastest. */
  private static final int[] CAR = {0xffe8483f, 0xffef8a3c, 0xffe9c545, 0xff58b7c9, 0xff7b8ce0};

  private static final int WINDOW = 0xff18222e;
  private static final int HEADLIGHT = 0xfffff6c8;
  private static final int BEAM = 0x24fff6c8;
  private static final int TAIL_LIGHT = 0xffff3b30;
  private static final int WHEEL = 0xff0b0d10;
  private static final int FEATHER = 0xfffffbf0;
  private static final int WING = 0xffe2dccb;
  private static final int COMB = 0xffe03a34;
  private static final int BEAK = 0xfff2a83b;
  private static final int EYE = 0xff22262b;

  private static final Stage STAGE =
      new Stage("FREEWAY", BACKGROUND, FRAME, ACCENT, FreewayScene::scenery);

  private static final Triangle BEAMS = new Triangle(0.4, 0, 1.3, 0.38, 1.3, -0.38);
  private static final Triangle BILL = new Triangle(-0.07, 0.16, 0.07, 0.16, 0, 0.04);

  private FreewayScene() {}

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, GRASS);
    for (int i = 1; i <= 50; i++) {
      double x = 0.1 + i * 0.618034 % 1 * 9.8;
      double y = 0.15 + i * 0.754878 % 1 * 0.6 + (i % 2) * 9;
      canvas.line(x, y, x + 0.05, y + 0.12, 0.04, BLADE);
    }
    canvas.rectangle(0, 1, Board.SIZE, 8, ROAD);
    for (int y = 2; y < 9; y++) {
      for (int x = 0; x < Board.SIZE && y != 5; x++) {
        canvas.rectangle(x + 0.25, y - 0.02, 0.5, 0.04, LINE);
      }
    }
    canvas.rectangle(0, 5.03, Board.SIZE, 0.04, MIDDLE_LINE);
    canvas.rectangle(0, 4.93, Board.SIZE, 0.04, MIDDLE_LINE);
  }

  static void paint(Canvas canvas, Freeway game) {
    STAGE.paint(canvas, game.score());
    Stage.gauge(canvas, game.timeLeft / (double) Freeway.TIME, ACCENT);
    for (int i = 0; i < Freeway.LANES; i++) {
      paintCar(canvas, game, i);
    }
    paintChicken(canvas, game.chicken);
  }

  private static void paintCar(Canvas canvas, Freeway game, int lane) {
    double x = Stage.x(game.carX[lane]);
    double y = Stage.y(lane + 1);
    int dx = game.dx(lane);
    int color = CAR[game.speed[lane] - 1];
    canvas.beginEntity("car", lane, x, y, Stage.heading(dx));
    if (Board.inside(game.carX[lane] + dx)) {
      BEAMS.paint(canvas, game.carX[lane], lane + 1, dx, BEAM);
    }
    for (int side = -1; side <= 1; side += 2) {
      canvas.rectangle(x - 0.32, y + side * 0.27 - 0.06, 0.2, 0.12, WHEEL);
      canvas.rectangle(x + 0.12, y + side * 0.27 - 0.06, 0.2, 0.12, WHEEL);
    }
    canvas.line(x - 0.26, y, x + 0.26, y, 0.48, color);
    canvas.rectangle(x - 0.24, y - 0.17, 0.48, 0.34, WINDOW);
    canvas.rectangle(x - 0.13, y - 0.19, 0.24, 0.38, color);
    canvas.rectangle(x - 0.13, y + 0.09, 0.24, 0.06, 0x38ffffff);
    for (int side = -1; side <= 1; side += 2) {
      canvas.circle(x + dx * 0.43, y + side * 0.15, 0.055, HEADLIGHT);
      canvas.circle(x - dx * 0.44, y + side * 0.15, 0.045, TAIL_LIGHT);
    }
    canvas.endEntity();
  }

  private static void paintChicken(Canvas canvas, int row) {
    double x = Stage.x(Freeway.CHICKEN_COLUMN);
    double y = Stage.y(row);
    canvas.beginEntity("chicken", 0, x, y, 0);
    canvas.circle(x + 0.03, y - 0.1, 0.33, 0x48000000);
    canvas.circle(x, y - 0.06, 0.31, FEATHER);
    canvas.circle(x - 0.2, y - 0.08, 0.15, WING);
    canvas.circle(x + 0.2, y - 0.08, 0.15, WING);
    canvas.circle(x, y + 0.2, 0.18, FEATHER);
    canvas.line(x, y + 0.34, x, y + 0.22, 0.1, COMB);
    BILL.paint(canvas, Freeway.CHICKEN_COLUMN, row, 1, BEAK);
    canvas.circle(x - 0.09, y + 0.23, 0.035, EYE);
    canvas.circle(x + 0.09, y + 0.23, 0.035, EYE);
    canvas.endEntity();
  }
}
