package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Breakout: bricks of three colours, a glowing ball and its trail. */
final class BreakoutScene {

  private static final int BACKGROUND = 0xff10131f;
  private static final int BOARD = 0xff191e2f;
  private static final int LINE = 0xff1e2437;
  private static final int FRAME = 0xff4a557c;
  private static final int[] BRICK = {0xffe4573d, 0xfff0a13a, 0xff57b894};
  private static final int LIGHT = 0x55ffffff;
  private static final int SHADE = 0x40000000;
  private static final int BALL = 0xfffff4d6;
  private static final int GLOW = 0x30ffe9a8;
  private static final int TRAIL = 0x60ffe9a8;
  private static final int PADDLE = 0xff6fa8ff;
  private static final int PADDLE_DARK = 0xff3b69b8;

  private static final Stage STAGE =
      new Stage("BREAKOUT", BACKGROUND, FRAME, BALL, BreakoutScene::scenery);

  private BreakoutScene() {}

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, BOARD);
    for (int i = 1; i < Board.SIZE; i++) {
      canvas.rectangle(i - 0.01, 0, 0.02, Board.SIZE, LINE);
      canvas.rectangle(0, i - 0.01, Board.SIZE, 0.02, LINE);
    }
  }

  static void paint(Canvas canvas, Breakout game) {
    STAGE.paint(canvas, game.score());
    for (int i = 0; i < 3 * Board.SIZE; i++) {
      if ((game.bricks & (1 << i)) != 0) {
        paintBrick(canvas, i % Board.SIZE, Breakout.FIRST_BRICK_ROW + i / Board.SIZE);
      }
    }
    paintPaddle(canvas, Stage.x(game.paddle), Stage.y(Board.LAST));
    paintBall(canvas, game);
  }

  private static void paintBrick(Canvas canvas, int column, int row) {
    double x = Stage.x(column);
    double y = Stage.y(row);
    canvas.beginEntity("brick", row * Board.SIZE + column, x, y, 0);
    canvas.rectangle(x - 0.46, y - 0.4, 0.92, 0.8, BRICK[row - Breakout.FIRST_BRICK_ROW]);
    canvas.rectangle(x - 0.46, y + 0.28, 0.92, 0.12, LIGHT);
    canvas.rectangle(x - 0.46, y - 0.4, 0.92, 0.14, SHADE);
    canvas.endEntity();
  }

  private static void paintPaddle(Canvas canvas, double x, double y) {
    canvas.beginEntity("paddle", 0, x, y, 0);
    canvas.line(x - 0.28, y, x + 0.28, y, 0.4, PADDLE_DARK);
    canvas.line(x - 0.28, y + 0.04, x + 0.28, y + 0.04, 0.3, PADDLE);
    canvas.line(x - 0.24, y + 0.1, x + 0.24, y + 0.1, 0.06, LIGHT);
    canvas.endEntity();
  }

  private static void paintBall(Canvas canvas, Breakout game) {
    double x = Stage.x(game.ballX);
    double y = Stage.y(game.ballY);
    double trailX = Stage.x(game.trailX);
    double trailY = Stage.y(game.trailY);
    canvas.beginEntity("trail", 0, trailX, trailY, 0);
    canvas.circle(trailX, trailY, 0.12, TRAIL);
    canvas.circle((x + trailX) / 2, (y + trailY) / 2, 0.18, TRAIL);
    canvas.endEntity();
    canvas.beginEntity("ball", 0, x, y, 0);
    canvas.circle(x, y, 0.44, GLOW);
    canvas.circle(x, y, 0.29, BALL);
    canvas.endEntity();
  }
}
