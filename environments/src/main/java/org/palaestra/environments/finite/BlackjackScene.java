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

  private static final double DEALER_Y = 4.6;
  private static final double PLAYER_Y = 0.8;

  /** Where the dealer's two cards lie. */
  private static final double[] CARD_X = {4.6, 6.8};

  // The pattern on a card's back.
  private static final int ROWS = 4;
  private static final int COLUMNS = 3;
  private static final double[][][] RHOMBI = {pattern(CARD_X[0]), pattern(CARD_X[1])}; // by card

  private static final double[] DIAMOND = rhombus(4.82, 2.3, 0.16);

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
        back(canvas, 0, 0);
        back(canvas, 1, 1);
      } else {
        sum(canvas, "dealer", dealer, BlackjackModel.dealerNatural(state), DEALER_Y);
      }
    } else {
      card(canvas, BlackjackModel.dealerCard(state));
      back(canvas, 0, 1);
    }
    sum(canvas, "player", BlackjackModel.sum(state), BlackjackModel.natural(state), PLAYER_Y);
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
    double middle = 5.4 + CARD_WIDTH / 2;
    if (sum > 21) {
      canvas.text("bust", middle, y + 1.1, 0.46, Canvas.Align.CENTER, INK[1]);
    } else {
      canvas.number("", sum, "", middle, y + 0.9, 0.8, Canvas.Align.CENTER, INK[0]);
    }
    if (natural) {
      canvas.text("natural", 8.0, y + 1.1, 0.4, Canvas.Align.LEFT, GOLD);
    }
    canvas.endEntity();
  }

  private static void paintUsableAce(Canvas canvas) {
    canvas.beginEntity("ace", 0, 4.75, 2.1, 0);
    canvas.text("A", 4.62, 2.75, 0.4, Canvas.Align.LEFT, INK[1]);
    canvas.polygon(DIAMOND, INK[1]);
    canvas.endEntity();
  }

  /** The dealer's open card. */
  private static void card(Canvas canvas, int card) {
    double x = CARD_X[0];
    double y = DEALER_Y;
    canvas.beginEntity("card", card, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, 0);
    sheet(canvas, x, y);
    name(canvas, card, x + 0.2, y + CARD_HEIGHT - 0.55, 0.36, Canvas.Align.LEFT);
    name(canvas, card, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2 - 0.4, 0.8, Canvas.Align.CENTER);
    canvas.endEntity();
  }

  private static void name(
      Canvas canvas, int card, double x, double y, double height, Canvas.Align align) {
    int ink = INK[card % 2];
    if (card == 1) {
      canvas.text("A", x, y, height, align, ink);
    } else {
      canvas.number("", card, "", x, y, height, align, ink);
    }
  }

  /** A hidden card of the dealer, in the first or the second place. */
  private static void back(Canvas canvas, int id, int place) {
    double x = CARD_X[place];
    double y = DEALER_Y;
    canvas.beginEntity("hidden", id, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2, 0);
    sheet(canvas, x, y);
    canvas.rectangle(x + 0.12, y + 0.12, CARD_WIDTH - 0.24, CARD_HEIGHT - 0.24, BACK[0]);
    for (double[] rhombus : RHOMBI[place]) {
      canvas.polygon(rhombus, BACK[1]);
    }
    canvas.endEntity();
  }

  private static double[][] pattern(double x) {
    double[][] rhombi = new double[ROWS * COLUMNS][];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        rhombi[COLUMNS * i + j] = rhombus(x + 0.38 + 0.52 * j, DEALER_Y + 0.46 + 0.56 * i, 0.2);
      }
    }
    return rhombi;
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
