package org.palaestra.environments.finite;

import org.palaestra.view.Canvas;

/** Paints a card table: the dealer's cards above, the player's sum below, the result between. */
final class BlackjackScene {

  private static final double WIDTH = 12;
  private static final double HEIGHT = 8;
  private static final double CARD_WIDTH = 1.8;
  private static final double CARD_HEIGHT = 2.6;
  private static final int WOOD = 0xff3d2416;
  private static final int[] FELT = {0xff14613f, 0xff1a7049};
  private static final int LINE = 0x60f4e3a8;
  private static final int SHADOW = 0x50000000;
  private static final int PAPER = 0xfffdfaf2;
  private static final int EDGE = 0xffc9c2b0;
  private static final int[] INK = {0xff1c2026, 0xffc22f36};
  private static final int[] BACK = {0xff7a1f2c, 0xffa8404c};
  private static final int TEXT = 0xfff7efd6;
  private static final int[] RESULT = {0xffe0615a, 0xffe8d9a0, 0xff7ee08e};
  private static final String[] VERDICT = {"lost", "draw", "won"};
  private static final int GOLD = 0xfff0c24a;

  private BlackjackScene() {}

  static void paint(Canvas canvas, int state) {
    canvas.world(0, 0, WIDTH, HEIGHT, WOOD);
    canvas.rectangle(0.25, 0.25, WIDTH - 0.5, HEIGHT - 0.5, FELT[0]);
    canvas.rectangle(0.45, 0.45, WIDTH - 0.9, HEIGHT - 0.9, FELT[1]);
    canvas.line(1, HEIGHT / 2, 8.6, HEIGHT / 2, 0.04, LINE);
    boolean ended = BlackjackModel.ended(state);
    label(canvas, "dealer", 6.9);
    label(canvas, "player", 3.1);
    if (ended) {
      int dealer = BlackjackModel.dealerSum(state);
      if (dealer == 0) {
        back(canvas, 0, 4.6, 4.6);
        back(canvas, 1, 6.8, 4.6);
      } else {
        sum(canvas, "dealer", dealer, BlackjackModel.dealerNatural(state), 4.6);
      }
    } else {
      int card = BlackjackModel.dealerCard(state);
      String name = card == 1 ? "A" : Integer.toString(card);
      card(canvas, "card", card, 4.6, 4.6, name);
      back(canvas, 0, 6.8, 4.6);
    }
    sum(canvas, "player", BlackjackModel.sum(state), BlackjackModel.natural(state), 0.8);
    if (!ended && BlackjackModel.usableAce(state)) {
      paintUsableAce(canvas);
    }
    if (ended) {
      int result = BlackjackModel.result(state) + 1;
      canvas.text(VERDICT[result], 10.1, 3.7, 0.62, Canvas.Align.CENTER, RESULT[result]);
    }
  }

  private static void label(Canvas canvas, String who, double y) {
    canvas.text(who, 0.9, y - 0.4, 0.36, Canvas.Align.LEFT, TEXT);
  }

  /** What a hand comes to, on two cards that overlap. */
  private static void sum(Canvas canvas, String whose, int sum, boolean natural, double y) {
    canvas.beginEntity(whose, 0, 5.9, y + CARD_HEIGHT / 2, 0);
    sheet(canvas, 4.4, y);
    sheet(canvas, 5.4, y);
    boolean bust = sum > 21;
    canvas.text(
        bust ? "bust" : Integer.toString(sum),
        5.4 + CARD_WIDTH / 2,
        y + (bust ? 1.1 : 0.9),
        bust ? 0.46 : 0.8,
        Canvas.Align.CENTER,
        INK[bust ? 1 : 0]);
    if (natural) {
      canvas.text("natural", 8.0, y + 1.1, 0.4, Canvas.Align.LEFT, GOLD);
    }
    canvas.endEntity();
  }

  private static void paintUsableAce(Canvas canvas) {
    canvas.beginEntity("ace", 0, 4.75, 2.1, 0);
    canvas.text("A", 4.62, 2.75, 0.4, Canvas.Align.LEFT, INK[1]);
    diamond(canvas, 4.82, 2.3, 0.16);
    canvas.endEntity();
  }

  private static void card(Canvas canvas, String kind, int id, double x, double y, String name) {
    canvas.beginEntity(kind, id, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, 0);
    sheet(canvas, x, y);
    int ink = INK[id % 2];
    canvas.text(name, x + 0.2, y + CARD_HEIGHT - 0.55, 0.36, Canvas.Align.LEFT, ink);
    canvas.text(name, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2 - 0.4, 0.8, Canvas.Align.CENTER, ink);
    canvas.endEntity();
  }

  private static void back(Canvas canvas, int id, double x, double y) {
    canvas.beginEntity("hidden", id, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, 0);
    sheet(canvas, x, y);
    canvas.rectangle(x + 0.12, y + 0.12, CARD_WIDTH - 0.24, CARD_HEIGHT - 0.24, BACK[0]);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        canvas.polygon(rhombus(x + 0.38 + 0.52 * j, y + 0.46 + 0.56 * i, 0.2), BACK[1]);
      }
    }
    canvas.endEntity();
  }

  private static void diamond(Canvas canvas, double x, double y, double size) {
    canvas.polygon(rhombus(x, y, size), INK[1]);
  }

  private static double[] rhombus(double x, double y, double size) {
    return new double[] {x - 0.8 * size, y, x, y - size, x + 0.8 * size, y, x, y + size};
  }

  private static void sheet(Canvas canvas, double x, double y) {
    canvas.rectangle(x + 0.08, y - 0.08, CARD_WIDTH, CARD_HEIGHT, SHADOW);
    canvas.rectangle(x, y, CARD_WIDTH, CARD_HEIGHT, EDGE);
    canvas.rectangle(x + 0.04, y + 0.04, CARD_WIDTH - 0.08, CARD_HEIGHT - 0.08, PAPER);
  }
}
