package org.palaestra.environments.finite;

import org.palaestra.view.Canvas;

/** Paints a row of stepping stones between a pit and a flag, and the token on them. */
final class RandomWalkScene {

  private static final double REACH = 4.5;
  private static final int WATER = 0xff2f5f8a;
  private static final int RIPPLE = 0x28ffffff;
  private static final int[] STONE = {0xff8f959e, 0xffb9bec6};
  private static final int SHADOW = 0x50000000;
  private static final int[] LEFT_BANK = {0xff9c3f3a, 0xffc4605a};
  private static final int[] RIGHT_BANK = {0xff3e8a56, 0xff63b87c};
  private static final int TEXT = 0xffffffff;
  private static final int NUMBER = 0xff3b4250;
  private static final int[] TOKEN = {0xffe8a33c, 0xffffdc9a};

  private RandomWalkScene() {}

  static void paint(Canvas canvas, int places, int place) {
    canvas.world(-1.6, -REACH, places + 2.6, REACH, WATER);
    for (int i = 0; i < 6 * places; i++) {
      double x = 0.3 + i * 7 % (2 * places) * 0.5;
      double y = -REACH + 0.3 + 0.31 * (i * 11 % 29);
      canvas.line(x, y, x + 0.35, y, 0.04, RIPPLE);
    }
    paintBank(canvas, -1.6, LEFT_BANK);
    paintBank(canvas, places + 0.6, RIGHT_BANK);
    canvas.text("−1", -0.6, 1.1, 0.6, Canvas.Align.CENTER, TEXT);
    canvas.text("+1", places + 1.6, 1.1, 0.6, Canvas.Align.CENTER, TEXT);
    for (int i = 1; i <= places; i++) {
      double y = bend(i, places);
      canvas.circle(i + 0.06, y - 0.1, 0.44, SHADOW);
      canvas.circle(i, y, 0.44, STONE[0]);
      canvas.circle(i, y + 0.05, 0.38, STONE[1]);
      canvas.number("", i, "", i, y - 0.12, 0.24, Canvas.Align.CENTER, NUMBER);
    }
    double x = place == 0 ? -0.6 : place > places ? places + 1.6 : place;
    double y = bend(place, places) + 0.2;
    canvas.beginEntity("token", 0, x, y, 0);
    canvas.circle(x + 0.05, y - 0.16, 0.36, SHADOW);
    canvas.circle(x, y, 0.36, TOKEN[0]);
    canvas.circle(x - 0.1, y + 0.12, 0.14, TOKEN[1]);
    canvas.endEntity();
  }

  /** The row of stones swings once below and once above the middle of the river. */
  private static double bend(int place, int places) {
    double along = 2.0 * place / (places + 1) - 1;
    return 5.2 * along * (along * along - 1);
  }

  private static void paintBank(Canvas canvas, double left, int[] bank) {
    canvas.rectangle(left, -REACH, 2, 2 * REACH, bank[0]);
    canvas.rectangle(left + 0.15, -REACH, 1.7, 2 * REACH, bank[1]);
  }
}
