package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Seaquest: the sea from its surface to the bed, with both gauges on the last row. */
final class SeaquestScene {

  private static final int BACKGROUND = 0xff07131f;
  private static final int SKY = 0xff3b6f9e;
  private static final int SURFACE = 0xff1e628f;
  private static final int DEEP = 0xff08203c;
  private static final int FOAM = 0x70ffffff;
  private static final int BED = 0xff16202a;
  private static final int FRAME = 0xff4f7f9f;
  private static final int ACCENT = 0xffffe08a;
  private static final int OXYGEN = 0xff5fd0e6;
  private static final int LOW_OXYGEN = 0xffee5a4a;
  private static final int SUIT = 0xffe8e4d0;
  private static final int SHOT = 0xfffff1a8;
  private static final int ENEMY_SHOT = 0xffff6b5b;
  private static final int BUBBLE = 0x40ffffff;

  private static final Stage STAGE =
      new Stage("SEAQUEST", BACKGROUND, FRAME, ACCENT, SeaquestScene::scenery);

  private static final Triangle FIN = new Triangle(-0.12, 0, -0.46, 0.26, -0.46, -0.26);

  private SeaquestScene() {}

  private static void scenery(Canvas canvas) {
    for (int row = 1; row < Board.LAST; row++) {
      int water = Stage.blend(SURFACE, DEEP, (row - 1) / 7.0);
      canvas.rectangle(0, Stage.y(row) - 0.5, Board.SIZE, 1, water);
    }
    canvas.rectangle(0, 9, Board.SIZE, 1, SKY);
    canvas.rectangle(0, 9, Board.SIZE, 0.4, SURFACE);
    for (int i = 0; i < Board.SIZE; i++) {
      canvas.line(i + 0.15, 9.4, i + 0.55, 9.4, 0.06, FOAM);
    }
    for (int i = 1; i <= 24; i++) {
      double x = 0.1 + i * 0.618034 % 1 * 9.8;
      double y = 1.3 + i * 0.754878 % 1 * 7.2;
      canvas.circle(x, y, 0.03 + 0.02 * (i % 3), 0x16ffffff);
    }
    canvas.rectangle(0, 0, Board.SIZE, 1, BED);
  }

  static void paint(Canvas canvas, Seaquest game) {
    STAGE.paint(canvas, game.score());
    paintGauges(canvas, game);
    SeaquestTraffic traffic = game.traffic;
    Movers divers = traffic.divers;
    for (int i = 0; i < divers.size(); i++) {
      double x = Stage.x(divers.x[i]);
      double y = Stage.y(divers.y[i]);
      canvas.beginEntity("diver", divers.id[i], x, y, Stage.heading(divers.dx[i]));
      paintDiver(canvas, x, y, divers.dx[i]);
      canvas.endEntity();
    }
    for (int i = 0; i < traffic.fish.size(); i++) {
      paintFish(canvas, traffic.fish, i);
    }
    Movers enemies = traffic.submarines;
    for (int i = 0; i < enemies.size(); i++) {
      double x = Stage.x(enemies.x[i]);
      double y = Stage.y(enemies.y[i]);
      canvas.beginEntity("enemy-submarine", enemies.id[i], x, y, Stage.heading(enemies.dx[i]));
      paintSubmarine(canvas, x, y, enemies.dx[i], 0.42, 0xff8d4a5c, 0xff5e2f3e, 0xffff8a7a);
      canvas.endEntity();
    }
    paintShots(canvas, "friendly-bullet", game.bullets, SHOT);
    paintShots(canvas, "enemy-bullet", traffic.bullets, ENEMY_SHOT);
    paintPlayer(canvas, game);
  }

  private static void paintGauges(Canvas canvas, Seaquest game) {
    canvas.text("OXYGEN", 0.2, 0.62, 0.2, Canvas.Align.LEFT, FRAME);
    canvas.rectangle(0.2, 0.18, 4.6, 0.3, 0x30ffffff);
    double share = Math.max(0, game.oxygen) / (double) Seaquest.MOST_OXYGEN;
    canvas.rectangle(0.2, 0.18, 4.6 * share, 0.3, share < 0.25 ? LOW_OXYGEN : OXYGEN);
    canvas.text("DIVERS", 5.4, 0.62, 0.2, Canvas.Align.LEFT, FRAME);
    for (int i = 0; i < Seaquest.MOST_DIVERS; i++) {
      canvas.circle(5.58 + 0.6 * i, 0.33, 0.17, i < game.divers ? ACCENT : 0x30ffffff);
    }
    if (game.divers < 0) {
      canvas.number("", game.divers, "", 9.8, 0.22, 0.26, Canvas.Align.RIGHT, LOW_OXYGEN);
    }
  }

  private static void paintPlayer(Canvas canvas, Seaquest game) {
    double front = Stage.x(game.subX);
    double y = Stage.y(game.subY);
    double x = front - game.facing * 0.5;
    canvas.beginEntity("submarine", 0, front, y, Stage.heading(game.facing));
    paintSubmarine(canvas, x, y, game.facing, 0.85, 0xfff2c230, 0xffb98a17, 0xff9fe3f2);
    canvas.circle(x + game.facing * 0.12, y, 0.12, 0xff9fe3f2);
    canvas.circle(x - game.facing * 0.3, y, 0.12, 0xff9fe3f2);
    canvas.endEntity();
  }

  /** A hull of half the given length with a tower, a propeller and a window at the bow. */
  private static void paintSubmarine(
      Canvas canvas, double x, double y, int dx, double half, int hull, int shade, int window) {
    double straight = half - 0.26;
    double stern = x - dx * (half + 0.02);
    canvas.line(stern, y - 0.22, stern, y + 0.22, 0.07, shade);
    canvas.line(x, y + 0.2, x, y + 0.36, 0.2, shade);
    canvas.line(x - straight, y - 0.03, x + straight, y - 0.03, 0.52, shade);
    canvas.line(x - straight, y + 0.03, x + straight, y + 0.03, 0.44, hull);
    canvas.circle(x + dx * (half - 0.28), y + 0.04, 0.13, window);
  }

  private static void paintFish(Canvas canvas, Movers fish, int i) {
    double x = Stage.x(fish.x[i]);
    double y = Stage.y(fish.y[i]);
    int dx = fish.dx[i];
    canvas.beginEntity("fish", fish.id[i], x, y, Stage.heading(dx));
    FIN.paint(canvas, fish.x[i], fish.y[i], dx, 0xff3f9a7c);
    canvas.circle(x + dx * 0.08, y, 0.29, 0xff64cfa4);
    canvas.circle(x + dx * 0.08, y - 0.06, 0.2, 0xffa6ecc9);
    canvas.circle(x + dx * 0.2, y + 0.09, 0.07, 0xffffffff);
    canvas.circle(x + dx * 0.22, y + 0.09, 0.035, 0xff10202c);
    canvas.endEntity();
  }

  private static void paintDiver(Canvas canvas, double x, double y, int dx) {
    canvas.line(x - dx * 0.4, y - 0.2, x - dx * 0.05, y - 0.05, 0.12, 0xff2b3640);
    canvas.line(x - dx * 0.4, y + 0.02, x - dx * 0.05, y, 0.12, 0xff2b3640);
    canvas.line(x - dx * 0.12, y, x + dx * 0.12, y + 0.03, 0.24, SUIT);
    canvas.line(x - dx * 0.12, y + 0.17, x + dx * 0.08, y + 0.19, 0.12, 0xffe39a3b);
    canvas.circle(x + dx * 0.28, y + 0.05, 0.16, SUIT);
    canvas.circle(x + dx * 0.33, y + 0.06, 0.1, 0xff2d6f8c);
    canvas.circle(x + dx * 0.3, y + 0.34, 0.05, BUBBLE);
    canvas.circle(x + dx * 0.36, y + 0.44, 0.035, BUBBLE);
  }

  private static void paintShots(Canvas canvas, String kind, Movers shots, int color) {
    for (int i = 0; i < shots.size(); i++) {
      double x = Stage.x(shots.x[i]);
      double y = Stage.y(shots.y[i]);
      canvas.beginEntity(kind, shots.id[i], x, y, Stage.heading(shots.dx[i]));
      canvas.line(x - 0.25, y, x + 0.25, y, 0.1, color);
      canvas.line(x - shots.dx[i] * 0.5, y, x - shots.dx[i] * 0.3, y, 0.05, BUBBLE);
      canvas.endEntity();
    }
  }
}
