package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Pong: a table with two bats, the player's on the right. */
final class PongScene {

  private static final int BACKGROUND = 0xff0d1418;
  private static final int TABLE = 0xff143038;
  private static final int LINE = 0xff2b5560;
  private static final int FRAME = 0xff3f7480;
  private static final int ACCENT = 0xffe9f6f4;
  private static final int PLAYER = 0xff66d9b8;
  private static final int PLAYER_DARK = 0xff2c8a72;
  private static final int OPPONENT = 0xfff08a6c;
  private static final int OPPONENT_DARK = 0xffa34d36;
  private static final int GLOW = 0x30ffffff;
  private static final int TRAIL = 0x58e9f6f4;

  private static final Stage STAGE =
      new Stage("PONG", BACKGROUND, FRAME, ACCENT, PongScene::scenery);

  /** By the points of the opponent and of the player. */
  private static final String[][] SCORES =
      new String[Pong.WINNING_POINTS + 1][Pong.WINNING_POINTS + 1];

  static {
    for (int opponent = 0; opponent < SCORES.length; opponent++) {
      for (int player = 0; player < SCORES.length; player++) {
        SCORES[opponent][player] = opponent + " : " + player;
      }
    }
  }

  private PongScene() {}

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, TABLE);
    for (int i = 0; i < Board.SIZE; i++) {
      canvas.rectangle(4.96, i + 0.2, 0.08, 0.6, LINE);
    }
    canvas.rectangle(1, 0, 0.04, Board.SIZE, LINE);
    canvas.rectangle(8.96, 0, 0.04, Board.SIZE, LINE);
  }

  static void paint(Canvas canvas, Pong game) {
    STAGE.paint(canvas, SCORES[game.opponentPoints][game.points]);
    for (int i = 0; i < Pong.WINNING_POINTS; i++) {
      canvas.circle(4.6 - 0.5 * i, 10.63, 0.14, i < game.opponentPoints ? OPPONENT : 0x28ffffff);
      canvas.circle(5.4 + 0.5 * i, 10.63, 0.14, i < game.points ? PLAYER : 0x28ffffff);
    }
    paintBat(canvas, "opponent", Stage.x(0), Stage.y(game.opponent), OPPONENT, OPPONENT_DARK);
    paintBat(canvas, "paddle", Stage.x(Board.LAST), Stage.y(game.paddle), PLAYER, PLAYER_DARK);
    paintBall(canvas, game);
  }

  private static void paintBat(
      Canvas canvas, String kind, double x, double y, int color, int shade) {
    canvas.beginEntity(kind, 0, x, y, 0);
    canvas.line(x, y - 1.22, x, y + 1.22, 0.5, shade);
    canvas.line(x, y - 1.18, x, y + 1.22, 0.38, color);
    canvas.line(x - 0.08, y - 1.05, x - 0.08, y + 1.15, 0.07, 0x50ffffff);
    canvas.endEntity();
  }

  private static void paintBall(Canvas canvas, Pong game) {
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
    canvas.circle(x, y, 0.29, ACCENT);
    canvas.endEntity();
  }
}
