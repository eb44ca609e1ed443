package org.palaestra.environments.arcade;

import org.palaestra.view.Canvas;

/** Paints Asterix: a winged hero among gold and blades, on eight lanes. */
final class AsterixScene {

  private static final int BACKGROUND = 0xff15131f;
  private static final int LANE = 0xff211d31;
  private static final int OTHER_LANE = 0xff262139;
  private static final int EDGE = 0xff1a1728;
  private static final int FRAME = 0xff63598c;
  private static final int ACCENT = 0xfff7cf5a;
  private static final int GOLD = 0xfff2b92e;
  private static final int GOLD_LIGHT = 0xffffe38a;
  private static final int GOLD_DARK = 0xffa8741a;
  private static final int GLOW = 0x24ffd75e;
  private static final int SHADOW = 0x40000000;
  private static final int STEEL = 0xffd5dbe6;
  private static final int STEEL_DARK = 0xff8a93a8;
  private static final int HILT = 0xffc23b3b;
  private static final int TRAIL = 0x38ffffff;

  private static final Sprite HERO =
      new Sprite(
          "w..hhh..w",
          "wwhhhhhww",
          ".whhhhhw.",
          "..fffff..",
          "..fefef..",
          ".yfffffy.",
          ".yyyfyyy.",
          "..yyyyy..",
          "..bbbbb..",
          "..rr.rr..",
          "..rr.rr..");

  private static final Stage STAGE =
      new Stage("ASTERIX", BACKGROUND, FRAME, ACCENT, AsterixScene::scenery);

  private static final Triangle BLADE = new Triangle(0.46, 0, -0.12, 0.2, -0.12, 0);
  private static final Triangle LOWER_BLADE = new Triangle(0.46, 0, -0.12, 0, -0.12, -0.2);

  private AsterixScene() {}

  private static void scenery(Canvas canvas) {
    canvas.rectangle(0, 0, Board.SIZE, Board.SIZE, EDGE);
    for (int i = 0; i < Asterix.SLOTS; i++) {
      canvas.rectangle(0, i + 1, Board.SIZE, 1, i % 2 == 0 ? LANE : OTHER_LANE);
    }
  }

  static void paint(Canvas canvas, Asterix game) {
    STAGE.paint(canvas, game.score());
    for (int i = 0; i < Asterix.SLOTS; i++) {
      double x = Stage.x(game.x[i]);
      double y = Stage.y(i + 1);
      if (game.content[i] == Asterix.GOLD) {
        paintGold(canvas, game.id[i], x, y, game.dx(i));
      } else if (game.content[i] == Asterix.ENEMY) {
        paintEnemy(canvas, game, i);
      }
    }
    paintPlayer(canvas, Stage.x(game.playerX), Stage.y(game.playerY));
  }

  private static void paintStreaks(Canvas canvas, double x, double y, int dx) {
    for (int i = -1; i <= 1 && x - dx > 0 && x - dx < Board.SIZE; i++) {
      canvas.line(
          x - dx * 0.55, y + i * 0.16, x - dx * (0.95 - 0.15 * i * i), y + i * 0.16, 0.05, TRAIL);
    }
  }

  private static void paintGold(Canvas canvas, int id, double x, double y, int dx) {
    canvas.beginEntity("gold", id, x, y, Stage.heading(dx));
    paintStreaks(canvas, x, y, dx);
    canvas.circle(x, y, 0.46, GLOW);
    canvas.circle(x, y - 0.03, 0.34, GOLD_DARK);
    canvas.circle(x, y, 0.33, GOLD);
    canvas.circle(x, y, 0.24, GOLD_LIGHT);
    canvas.circle(x + 0.02, y - 0.02, 0.22, GOLD);
    canvas.rectangle(x - 0.04, y - 0.14, 0.08, 0.28, GOLD_DARK);
    canvas.endEntity();
  }

  private static void paintEnemy(Canvas canvas, Asterix game, int slot) {
    double x = Stage.x(game.x[slot]);
    double y = Stage.y(slot + 1);
    int dx = game.dx(slot);
    canvas.beginEntity("enemy", game.id[slot], x, y, Stage.heading(dx));
    paintStreaks(canvas, x, y, dx);
    double neck = x - dx * 0.12;
    BLADE.paint(canvas, game.x[slot], slot + 1, dx, STEEL);
    LOWER_BLADE.paint(canvas, game.x[slot], slot + 1, dx, STEEL_DARK);
    canvas.line(neck, y - 0.3, neck, y + 0.3, 0.12, HILT);
    canvas.line(neck, y, x - dx * 0.4, y, 0.12, HILT);
    canvas.circle(x - dx * 0.4, y, 0.09, GOLD);
    canvas.endEntity();
  }

  private static void paintPlayer(Canvas canvas, double x, double y) {
    canvas.beginEntity("player", 0, x, y, 0);
    canvas.circle(x, y - 0.1, 0.42, SHADOW);
    HERO.paint(canvas, x, y, 0.78, 1, AsterixScene::ink);
    canvas.endEntity();
  }

  private static int ink(char ink) {
    return switch (ink) {
      case 'w' -> 0xfff6f7fb;
      case 'h' -> 0xffb9c3d6;
      case 'f' -> 0xfff3c7a0;
      case 'e' -> 0xff2a2438;
      case 'y' -> 0xfff0b23e;
      case 'b' -> 0xff3f7f4f;
      default -> 0xffc8423a;
    };
  }
}
