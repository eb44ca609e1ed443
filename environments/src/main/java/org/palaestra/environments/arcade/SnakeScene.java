package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Snake: a garden, a snake that fades towards its tail, and an apple. */
final class SnakeScene {

  private static final int BACKGROUND = 0xff10170f;
  private static final int LAWN = 0xff1b2a1a;
  private static final int OTHER_LAWN = 0xff1f301d;
  private static final int FRAME = 0xff5c8048;
  private static final int ACCENT = 0xfff3f0c8;
  private static final int HEAD = 0xffc5e85a;
  private static final int BODY = 0xff8fcf4a;
  private static final int TAIL = 0xff3c7d45;
  private static final int SHADOW = 0x50000000;
  private static final int EYE = 0xfffdfdf0;
  private static final int PUPIL = 0xff152014;
  private static final int APPLE = 0xffe2463c;
  private static final int LEAF = 0xff6cc24a;
  private static final int STALK = 0xff7a5230;

  private static final Stage STAGE =
      new Stage("SNAKE", BACKGROUND, FRAME, ACCENT, SnakeScene::scenery);

  private SnakeScene() {}

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, LAWN);
    for (int i = 0; i < Board.SIZE * Board.SIZE / 2; i++) {
      int row = i / 5;
      canvas.rectangle(2 * (i % 5) + row % 2, row, 1, 1, OTHER_LAWN);
    }
  }

  static void paint(Canvas canvas, Snake game) {
    STAGE.paint(canvas, game.score());
    double energy = game.energy / (double) Snake.MOST_ENERGY;
    Stage.gauge(canvas, energy, energy < 0.25 ? APPLE : BODY);
    if (game.apple >= 0) {
      paintApple(canvas, game.score(), x(game.apple), y(game.apple));
    }
    for (int i = game.length() - 1; i > 0; i--) {
      paintJoint(canvas, game, i);
    }
    paintHead(canvas, game);
  }

  private static double x(int cell) {
    return Stage.x(cell % Board.SIZE);
  }

  private static double y(int cell) {
    return Stage.y(cell / Board.SIZE);
  }

  /** One cell of the body, joined to the one before it. */
  private static void paintJoint(Canvas canvas, Snake game, int i) {
    double x = x(game.cell(i));
    double y = y(game.cell(i));
    double share = i / (double) (game.length() - 1);
    double width = 0.66 - 0.26 * share * share;
    double nextX = x(game.cell(i - 1));
    double nextY = y(game.cell(i - 1));
    canvas.beginEntity("body", i, x, y, 0);
    canvas.line(x, y - 0.06, nextX, nextY - 0.06, width, SHADOW);
    canvas.line(x, y, nextX, nextY, width, Stage.blend(BODY, TAIL, share));
    canvas.circle(x, y, 0.09, Stage.blend(HEAD, BODY, share));
    canvas.endEntity();
  }

  private static void paintHead(Canvas canvas, Snake game) {
    double x = x(game.cell(0));
    double y = y(game.cell(0));
    // Along the way in which the head looks, and across it.
    double ux = x - x(game.cell(1));
    double uy = y - y(game.cell(1));
    canvas.beginEntity("head", 0, x, y, uy == 0 ? Stage.heading((int) ux) : uy * Math.PI / 2);
    canvas.line(x + 0.3 * ux, y + 0.3 * uy, x + 0.52 * ux, y + 0.52 * uy, 0.07, APPLE);
    canvas.circle(x, y, 0.4, HEAD);
    canvas.circle(x + 0.14 * ux, y + 0.14 * uy, 0.3, HEAD);
    for (int side = -1; side <= 1; side += 2) {
      double eyeX = x + 0.12 * ux - 0.2 * side * uy;
      double eyeY = y + 0.12 * uy + 0.2 * side * ux;
      canvas.circle(eyeX, eyeY, 0.12, EYE);
      canvas.circle(eyeX + 0.04 * ux, eyeY + 0.04 * uy, 0.06, PUPIL);
    }
    canvas.endEntity();
  }

  private static void paintApple(Canvas canvas, int id, double x, double y) {
    // Each apple is a thing of its own, and there is one for each point.
    canvas.beginEntity("apple", id, x, y, 0);
    canvas.circle(x + 0.02, y - 0.1, 0.3, SHADOW);
    canvas.circle(x - 0.08, y - 0.04, 0.25, APPLE);
    canvas.circle(x + 0.08, y - 0.04, 0.25, APPLE);
    canvas.circle(x - 0.14, y + 0.06, 0.08, 0x80ffffff);
    canvas.line(x, y + 0.14, x + 0.04, y + 0.36, 0.07, STALK);
    canvas.line(x + 0.06, y + 0.26, x + 0.22, y + 0.32, 0.1, LEAF);
    canvas.endEntity();
  }
}
