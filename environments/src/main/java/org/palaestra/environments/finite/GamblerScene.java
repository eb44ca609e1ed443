package org.palaestra.environments.finite;

import org.palaestra.view.Canvas;

/** Paints the capital as ten stacks of coins on a table: full stacks, one begun, empty places. */
final class GamblerScene {

  private static final int STACKS = 10;
  private static final double HEIGHT = 3.4;
  private static final int ROOM = 0xff2a1a22;
  private static final int[] FELT = {0xff7d2638, 0xff6a1d2e};
  private static final int[] WOOD = {0xff5a3a24, 0xff7a5233};
  private static final int PLACE = 0x40000000;
  private static final int[] COIN = {0xffb57f16, 0xffe8b83a, 0xfff8dc7e};
  private static final int TEXT = 0xfffff2d4;
  private static final int FAINT = 0xffd8b9a8;

  private final int goal;
  private final String ofGoal;

  GamblerScene(int goal) {
    this.goal = goal;
    ofGoal = " of " + goal;
  }

  void paint(Canvas canvas, int capital) {
    canvas.world(-0.6, -2.1, STACKS + 0.6, 4.6, ROOM);
    canvas.rectangle(-1, -1.1, STACKS + 2, 1.9, FELT[1]);
    canvas.rectangle(-1, -0.7, STACKS + 2, 1.5, FELT[0]);
    canvas.rectangle(-1, -1.35, STACKS + 2, 0.3, WOOD[1]);
    canvas.rectangle(-1, -2.5, STACKS + 2, 1.2, WOOD[0]);
    double coins = STACKS * (double) capital / goal;
    for (int i = 0; i < STACKS; i++) {
      double x = i + 0.5;
      canvas.rectangle(x - 0.36, -0.02, 0.72, 0.1, PLACE);
      double filled = Math.max(0, Math.min(1, coins - i));
      if (filled > 0) {
        paintStack(canvas, i, x, filled);
      }
    }
    canvas.number(
        "",
        capital,
        ofGoal,
        STACKS / 2.0,
        -1.95,
        0.4,
        Canvas.Align.CENTER,
        capital == 0 ? FAINT : TEXT);
  }

  private static void paintStack(Canvas canvas, int id, double x, double filled) {
    double top = filled * HEIGHT;
    canvas.beginEntity("stack", id, x, top / 2, 0);
    int coins = (int) Math.ceil(10 * filled - 1e-9);
    for (int i = 0; i < coins; i++) {
      double bottom = 0.1 * HEIGHT * i;
      double height = Math.min(0.1 * HEIGHT, top - bottom);
      double lean = 0.03 * ((id * 3 + i * 5) % 3 - 1);
      canvas.rectangle(x - 0.36 + lean, bottom, 0.72, height, COIN[0]);
      canvas.rectangle(x - 0.36 + lean, bottom + 0.2 * height, 0.72, 0.75 * height, COIN[1]);
      canvas.rectangle(x - 0.3 + lean, bottom + 0.65 * height, 0.4, 0.2 * height, COIN[2]);
    }
    canvas.endEntity();
  }
}
