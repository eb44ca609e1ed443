package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** Breakout: enamelled bricks, a glowing ball, and a paddle of steel at night. */
final class BreakoutStyle implements Style {

  private static final Board BOARD =
      new Board("BREAKOUT", 0xFF151A33, 0xFF0A0C18, 0xFF3A4DA8, 0xFF5A679E, 0xFFFFD98A);

  private static final Map<String, Skin> SKINS =
      Map.of("brick", new Brick(), "ball", new Ball(), "paddle", new Paddle(), "trail", Skin.NONE);

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
    brush.box(0, 0, 10, 10, 0, 0xFF222B57, 0xFF0E1230);
    brush.light(true);
    brush.spot(5, 9, 8, 5, 0x384C62C8);
    brush.spot(5, -0.5, 7, 3, 0x302F5FB0);
    brush.light(false);
    for (int i = 1; i < 10; i++) {
      for (int j = 1; j < 10; j++) {
        brush.disc(i, j, 0.025, 0x3A9FB4FF);
      }
    }
    Board.paintVignette(brush, 0.38);
  }

  @Override
  public void paintScore(Moment moment) {
    BOARD.paintScore(moment);
  }

  private static final class Brick implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      moment.brush().softBox(-0.42, -0.58, 0.96, 0.84, 0.14, 0.12, 0x78000000, 0x78000000);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      int tint = figure.tint();
      brush.box(-0.475, -0.42, 0.95, 0.84, 0.12, lighter(tint, 0.45), darker(tint, 0.55));
      brush.box(-0.43, -0.36, 0.86, 0.74, 0.09, lighter(tint, 0.14), darker(tint, 0.22));
      brush.box(-0.38, 0.12, 0.76, 0.2, 0.08, 0x80FFFFFF, 0x10FFFFFF);
    }

    @Override
    public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
      if (hit) {
        double x = figure.x();
        double y = figure.y();
        int tint = figure.tint();
        particles.ring(x, y, 0.9, 0.35, lighter(tint, 0.3));
        particles.burst(Form.CHIP, x, y, 12, 4.5, 0.13, 0.75, lighter(tint, 0.1));
        particles.burst(Form.SPARK, x, y, 8, 5.5, 0.12, 0.45, lighter(tint, 0.4));
      }
    }
  }

  /** It shines on what it passes. */
  static final class Ball implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.06, -0.16, 0.42, 0.36, 0x90000000);
      brush.light(true);
      brush.spot(0, 0, 1.4, 0x40FFC56E);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      Trail.paint(moment, figure, 2.6, 0.52, 0xC0FFB65A);
      brush.place(figure.x(), figure.y(), 0, 1, false);
      brush.light(true);
      brush.spot(0, 0, 0.72, 0x90FFC976);
      brush.light(false);
      brush.ball(0, 0, 0.27, 0xFFFFFFFF, 0xFFFFC163);
    }

    /** Where it turned. */
    @Override
    public void step(Moment moment, Figure figure, Particles particles) {
      if (figure.past() > 1 && turned(figure)) {
        particles.burst(Form.SPARK, figure.pastX(0), figure.pastY(0), 5, 3, 0.09, 0.3, 0xFFFFE2A8);
      }
    }

    private static boolean turned(Figure figure) {
      double nowX = figure.thing().x() - figure.pastX(0);
      double nowY = figure.thing().y() - figure.pastY(0);
      double lastX = figure.pastX(0) - figure.pastX(1);
      double lastY = figure.pastY(0) - figure.pastY(1);
      return nowX * lastX < 0 || nowY * lastY < 0;
    }

    @Override
    public void jump(Moment moment, Figure figure, Thing from, Particles particles) {
      end(from.x(), from.y(), particles);
    }

    @Override
    public void end(Moment moment, Figure figure, Particles particles) {
      end(figure.thing().x(), figure.thing().y(), particles);
    }

    private static void end(double x, double y, Particles particles) {
      particles.ring(x, y, 1.6, 0.5, 0xFFFFB65A);
      particles.burst(Form.SPARK, x, y, 26, 6, 0.16, 0.8, 0xFFFF9A4A);
    }
  }

  private static final class Paddle implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.softBox(-0.44, -0.42, 0.98, 0.46, 0.2, 0.12, 0x88000000, 0x88000000);
      brush.light(true);
      brush.spot(0, -0.1, 1.1, 0.6, 0x384C8DFF);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.box(-0.49, -0.24, 0.98, 0.46, 0.22, 0xFFE8F1FF, 0xFF1D3C78);
      brush.box(-0.45, -0.2, 0.9, 0.38, 0.18, 0xFF8FBDFF, 0xFF2D63BE);
      brush.box(-0.2, -0.2, 0.4, 0.38, 0.04, 0xFFB9D6FF, 0xFF3F78D6);
      brush.box(-0.38, 0.04, 0.76, 0.08, 0.04, 0xB0FFFFFF, 0x50FFFFFF);
    }
  }
}
