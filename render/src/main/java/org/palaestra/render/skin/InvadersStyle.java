package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** Space Invaders: creatures of light that walk down from a nebula. */
final class InvadersStyle implements Style {

  private static final Board BOARD =
      new Board("SPACE INVADERS", 0xFF120F2A, 0xFF06060F, 0xFF5B3FA8, 0xFF6A63A8, 0xFFB8F5C8);

  private static final Map<String, Skin> SKINS =
      Map.of(
          "alien",
          new Alien(),
          "cannon",
          new Cannon(),
          "friendly-bullet",
          new Bolt(0xFFFFF3B0, 1),
          "enemy-bullet",
          new Bolt(0xFFFF6A5E, -1));

  private static final int STARS = 70;

  @Override
  public Map<String, Skin> skins() {
    return SKINS;
  }

  @Override
  public Board board() {
    return BOARD;
  }

  @Override
  public void paintFace(Brush brush) {
    brush.box(0, 0, 10, 10, 0, 0xFF0B0A22, 0xFF131032);
    brush.light(true);
    brush.spot(2.2, 7.4, 5.5, 3.6, 0x40602FA0);
    brush.spot(8.4, 5.2, 4.8, 4.2, 0x38204FA8);
    brush.spot(4.6, 2.2, 5.5, 2.6, 0x26A03070);
    for (int i = 1; i <= STARS; i++) {
      double x = i * 0.618034 % 1 * 10;
      double y = 0.8 + i * 0.754878 % 1 * 9.2;
      brush.spot(x, y, 0.03 + 0.03 * (i % 3), Brush.opacity(0xFFD8E4FF, 0.35 + 0.15 * (i % 4)));
    }
    // The ground, seen against the light of a sun that has gone down.
    brush.spot(5, 0.2, 7, 1.7, 0x4036C08A);
    brush.light(false);
    brush.ellipse(5, -1.75, 8.5, 2.0, 0xFF1F5A48, 0xFF07130F);
    brush.light(true);
    brush.spot(5, 0.22, 5.5, 0.1, 0x5070FFC0);
    brush.light(false);
    Board.paintVignette(brush, 0.3);
  }

  /** A few stars twinkle. */
  @Override
  public void paintScenery(Moment moment) {
    Brush brush = moment.brush();
    brush.light(true);
    for (int i = 3; i <= STARS; i += 9) {
      double x = i * 0.618034 % 1 * 10;
      double y = 0.8 + i * 0.754878 % 1 * 9.2;
      double shine = Math.max(0, Math.sin(1.7 * moment.time() + i));
      brush.spot(x, y, 0.16, Brush.opacity(0xFFE8F0FF, 0.7 * shine));
    }
    brush.light(false);
  }

  @Override
  public void paintScore(Moment moment) {
    BOARD.paintScore(moment);
    double loaded = 1 - moment.measure("shot-timer", 0) / 5;
    Board.paintGauge(moment.brush(), 5.9, 10.48, 2.4, 0.28, loaded, 0xFFFFE38A);
  }

  private static final class Alien implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.light(true);
      brush.spot(0, 0, 0.85, Brush.opacity(figure.tint(), 0.22));
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      int tint = figure.tint();
      int dark = darker(tint, 0.38);
      // Two pictures in turn, with each move: it walks.
      double swing = figure.moves() % 2 == 0 ? 1 : -1;
      if (figure.id() / 6 % 4 < 2) {
        squid(brush, tint, dark, swing);
      } else {
        crab(brush, tint, dark, swing);
      }
    }

    private static void squid(Brush brush, int tint, int dark, double swing) {
      for (int i = -1; i <= 1; i++) {
        brush.line(0.19 * i, -0.1, 0.19 * i + 0.07 * swing, -0.25, 0.11, dark);
        brush.line(0.19 * i + 0.07 * swing, -0.25, 0.19 * i - 0.04 * swing, -0.39, 0.09, dark);
      }
      brush.box(-0.32, -0.2, 0.64, 0.62, 0.31, lighter(tint, 0.5), dark);
      brush.box(-0.29, -0.17, 0.58, 0.56, 0.28, lighter(tint, 0.2), darker(tint, 0.3));
      brush.ellipse(-0.1, 0.25, 0.12, 0.07, 0x90FFFFFF, 0x20FFFFFF);
      eyes(brush, 0.12, 0.03);
    }

    private static void crab(Brush brush, int tint, int dark, double swing) {
      for (int side = -1; side <= 1; side += 2) {
        brush.line(side * 0.3, 0.0, side * 0.43, 0.08 * swing + 0.05, 0.1, dark);
        brush.disc(side * 0.43, 0.14 * swing + 0.06, 0.085, lighter(tint, 0.2), dark);
        brush.line(side * 0.12, -0.16, side * (0.15 + 0.05 * swing), -0.36, 0.1, dark);
        brush.line(side * 0.26, -0.12, side * (0.33 - 0.05 * swing), -0.34, 0.1, dark);
        brush.line(side * 0.13, 0.2, side * 0.18, 0.34, 0.06, dark);
        brush.disc(side * 0.19, 0.36, 0.06, lighter(tint, 0.5), tint);
      }
      brush.ellipse(0, 0.0, 0.37, 0.27, lighter(tint, 0.5), dark);
      brush.ellipse(0, 0.01, 0.34, 0.24, lighter(tint, 0.2), darker(tint, 0.3));
      brush.ellipse(-0.12, 0.14, 0.12, 0.05, 0x90FFFFFF, 0x20FFFFFF);
      eyes(brush, 0.13, 0.02);
    }

    private static void eyes(Brush brush, double apart, double y) {
      for (int side = -1; side <= 1; side += 2) {
        brush.disc(side * apart, y, 0.085, 0xFFFFFFFF, 0xFFD6DCF0);
        brush.disc(side * apart, y - 0.025, 0.045, 0xFF14102A);
      }
    }

    @Override
    public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
      if (hit) {
        double x = figure.x();
        double y = figure.y();
        particles.ring(x, y, 1, 0.4, figure.tint());
        particles.burst(Form.CHIP, x, y, 8, 4, 0.1, 0.6, figure.tint());
        particles.burst(Form.SPARK, x, y, 14, 5, 0.14, 0.55, lighter(figure.tint(), 0.3));
      }
    }
  }

  private static final class Cannon implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0, -0.42, 0.7, 0.2, 0xB0000000);
      brush.light(true);
      brush.spot(0, 0, 1.2, 0.8, 0x305BE0A0);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      double loaded = 1 - moment.measure("shot-timer", 0) / 5;
      brush.box(-0.46, -0.46, 0.92, 0.2, 0.1, 0xFF2B3B40, 0xFF101719);
      for (int i = -2; i <= 2; i++) {
        brush.disc(0.17 * i, -0.36, 0.065, 0xFF5B7078, 0xFF222C30);
      }
      brush.box(-0.08, 0.02, 0.16, 0.4 - 0.08 * (1 - loaded), 0.06, 0xFFE6FFF0, 0xFF4C8F6C);
      brush.box(-0.42, -0.3, 0.84, 0.24, 0.1, 0xFFC6F7D6, 0xFF3F8A63);
      brush.box(-0.24, -0.16, 0.48, 0.3, 0.14, 0xFFE2FFEC, 0xFF4F9F74);
      brush.ellipse(-0.06, 0.03, 0.11, 0.06, 0xA0FFFFFF, 0x30FFFFFF);
      brush.light(true);
      brush.spot(0, 0.42, 0.3, Brush.opacity(0xFFFFE38A, 0.7 * loaded));
    }

    @Override
    public void end(Moment moment, Figure figure, Particles particles) {
      Explosion.of(particles, figure.thing().x(), figure.thing().y(), 0xFF7DF0AE);
    }
  }

  /** A shot upwards (1) or downwards (−1). */
  private static final class Bolt implements Skin {

    private final int color;
    private final int way;

    Bolt(int color, int way) {
      this.color = color;
      this.way = way;
    }

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.light(true);
      brush.spot(0, 0, 1, Brush.opacity(color, 0.28));
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.light(true);
      brush.stripe(0, 0.1 * way, 0.3, color, 0, -0.95 * way, 0.08, color & 0xFFFFFF);
      brush.spot(0, 0.08 * way, 0.34, color);
      brush.light(false);
      brush.line(0, -0.13, 0, 0.17, 0.11, 0xFFFFFFFF, lighter(color, 0.4));
    }
  }
}
