package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Space Invaders: four kinds of aliens below the stars. */
final class SpaceInvadersScene {

  private static final int BACKGROUND = 0xff06070f;
  private static final int BOARD = 0xff0b0e1c;
  private static final int FRAME = 0xff4b4f7d;
  private static final int ACCENT = 0xffb8f5c8;
  private static final int EYE = 0xff0b0e1c;
  private static final Sprite.Inks[] ALIEN = {
    alien(0xffe86bd0), alien(0xffb07cf0), alien(0xff6fb4f5), alien(0xff74e3a8)
  };
  private static final int CANNON = 0xffb8f5c8;
  private static final int CANNON_DARK = 0xff5ba578;
  private static final int SHOT = 0xfffdf7c3;
  private static final int SHOT_GLOW = 0x40fdf7c3;
  private static final int ENEMY_SHOT = 0xffff6a5e;
  private static final int ENEMY_GLOW = 0x40ff6a5e;

  private static final Sprite SQUID =
      new Sprite(
          "...##...",
          "..####..",
          ".######.",
          "##o##o##",
          "########",
          "..#..#..",
          ".#.##.#.",
          "#.#..#.#");
  private static final Sprite CRAB =
      new Sprite(
          ".#....#.",
          "..#..#..",
          ".######.",
          "##o##o##",
          "########",
          "#.####.#",
          "#.#..#.#",
          "..#..#..");
  private static final Sprite SHIP =
      new Sprite("....#....", "...###...", "...###...", ".#######.", "#########", "#########");

  private static final Stage STAGE =
      new Stage("SPACE INVADERS", BACKGROUND, FRAME, ACCENT, SpaceInvadersScene::scenery);

  private SpaceInvadersScene() {}

  private static Sprite.Inks alien(int color) {
    return ink -> ink == 'o' ? EYE : color;
  }

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, BOARD);
    // Stars where a multiplication scatters them.
    for (int i = 1; i <= 60; i++) {
      double x = 0.1 + i * 0.618034 % 1 * 9.8;
      double y = 0.1 + i * 0.754878 % 1 * 9.8;
      canvas.circle(x, y, 0.015 + 0.012 * (i % 3), 0x40ffffff + (i % 4 << 28));
    }
    canvas.rectangle(0, 0, Board.SIZE, 0.06, CANNON_DARK);
  }

  static void paint(Canvas canvas, SpaceInvaders game) {
    STAGE.paint(canvas, game.score());
    Stage.gauge(canvas, game.loaded(), SHOT);
    Formation aliens = game.aliens;
    for (int i = 0; i < Formation.SIZE; i++) {
      if (aliens.alive(i)) {
        // A formation that comes back is of new aliens.
        int id = game.wave * Formation.SIZE + i;
        paintAlien(canvas, id, Stage.x(aliens.x(i)), Stage.y(aliens.y(i)), i / Formation.COLUMNS);
      }
    }
    paintCannon(canvas, Stage.x(game.cannon), Stage.y(Board.LAST));
    paintShots(canvas, "friendly-bullet", game.friendlyBullets, SHOT, SHOT_GLOW);
    paintShots(canvas, "enemy-bullet", game.enemyBullets, ENEMY_SHOT, ENEMY_GLOW);
  }

  private static void paintAlien(Canvas canvas, int id, double x, double y, int kind) {
    canvas.beginEntity("alien", id, x, y, 0);
    Sprite sprite = kind < 2 ? SQUID : CRAB;
    sprite.paint(canvas, x, y, 0.8, 1, ALIEN[kind]);
    canvas.endEntity();
  }

  private static void paintCannon(Canvas canvas, double x, double y) {
    canvas.beginEntity("cannon", 0, x, y, 0);
    SHIP.paint(canvas, x, y - 0.04, 0.9, 1, ink -> CANNON);
    canvas.rectangle(x - 0.45, y - 0.34, 0.9, 0.1, CANNON_DARK);
    canvas.endEntity();
  }

  private static void paintShots(Canvas canvas, String kind, Movers shots, int color, int glow) {
    for (int i = 0; i < shots.size(); i++) {
      double x = Stage.x(shots.x[i]);
      double y = Stage.y(shots.y[i]);
      canvas.beginEntity(kind, shots.id[i], x, y, 0);
      canvas.line(x, y - 0.24, x, y + 0.24, 0.3, glow);
      canvas.line(x, y - 0.22, x, y + 0.22, 0.12, color);
      canvas.endEntity();
    }
  }
}
