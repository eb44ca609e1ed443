package org.palaestra.render.skin;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** Asterix: a small hero on paths of moonlit stone, among coins and flying swords. */
final class AsterixStyle implements Style {

  private static final Board BOARD =
      new Board("ASTERIX", 0xFF221A3C, 0xFF0C0918, 0xFF7A4AB8, 0xFF8272B4, 0xFFFFD75E);

  private static final Map<String, Skin> SKINS =
      Map.of("player", new Hero(), "enemy", new Sword(), "gold", new Coin());

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
    brush.box(0, 0, 10, 10, 0, 0xFF1C1533, 0xFF120D24);
    for (int lane = 1; lane <= 8; lane++) {
      boolean odd = lane % 2 == 1;
      brush.box(
          0,
          lane + 0.03,
          10,
          0.94,
          0.04,
          odd ? 0xFF3B3164 : 0xFF332A57,
          odd ? 0xFF2C244D : 0xFF272044);
      brush.box(0, lane + 0.93, 10, 0.035, 0, 0x40C8B8FF, 0x20C8B8FF);
      brush.box(0, lane + 0.03, 10, 0.05, 0, 0x50000000, 0x70000000);
      for (int slab = 0; slab < 6; slab++) {
        double x = (slab * 1.9 + lane * 0.83) % 10;
        brush.line(x, lane + 0.12, x + 0.06, lane + 0.88, 0.025, 0x28000000);
        brush.disc((x + 0.9) % 10, lane + 0.3 + 0.4 * (slab % 2), 0.03, 0x26FFFFFF);
      }
    }
    for (int i = 0; i < 9; i++) {
      torch(brush, 0.55 + i * 1.11, 9.4);
      torch(brush, 0.55 + i * 1.11, 0.4);
    }
    brush.light(true);
    brush.spot(5, 5, 6.5, 5, 0x30604AA8);
    brush.light(false);
    Board.paintVignette(brush, 0.42);
  }

  private static void torch(Brush brush, double x, double y) {
    brush.light(true);
    brush.spot(x, y, 0.7, 0x38FF9A3C);
    brush.spot(x, y, 0.22, 0xA0FFB45A);
    brush.light(false);
    brush.disc(x, y, 0.06, 0xFFFFF0C0, 0xFFFFB050);
  }

  @Override
  public void paintScore(Moment moment) {
    BOARD.paintScore(moment);
  }

  private static final class Hero implements Skin {

    private static final float[] MOUSTACHE = {-0.01f, 0.03f, -0.2f, 0.0f, -0.05f, -0.06f};
    private static final float[] OTHER_MOUSTACHE = {0.01f, 0.03f, 0.05f, -0.06f, 0.2f, 0.0f};
    private static final float[] WING = {-0.2f, 0.2f, -0.24f, 0.34f, -0.42f, 0.46f, -0.36f, 0.24f};
    private static final float[] OTHER_WING = {
      0.2f, 0.2f, 0.36f, 0.24f, 0.42f, 0.46f, 0.24f, 0.34f
    };

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.04, -0.4, 0.5, 0.2, 0xC0000000);
      brush.light(true);
      brush.spot(0, 0, 1.3, 0x40FFE0A0);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      double stride = figure.moves() % 2 == 0 ? 1 : -1;
      double hop = figure.moving() ? 0.1 * Math.sin(Math.PI * moment.progress()) : 0;
      double flap = 0.02 * Math.sin(6 * moment.time());
      brush.place(figure.x(), figure.y() + hop, 0, 1.04, false);
      for (int side = -1; side <= 1; side += 2) {
        double foot = -0.4 + (hop > 0 && side * stride > 0 ? 0.06 : 0);
        brush.line(side * 0.1, -0.26, side * 0.12, foot + 0.03, 0.13, 0xFFD0453C);
        brush.line(side * 0.11, foot, side * 0.2, foot, 0.1, 0xFF6A3F26);
      }
      brush.line(-0.17, -0.08, -0.27, -0.2 + flap, 0.1, 0xFFF3C7A0);
      brush.line(0.17, -0.08, 0.27, -0.2 - flap, 0.1, 0xFFF3C7A0);
      brush.box(-0.2, -0.3, 0.4, 0.32, 0.12, 0xFF57A86A, 0xFF256038);
      brush.box(-0.2, -0.22, 0.4, 0.07, 0.02, 0xFFF0B84A, 0xFFA8741A);
      brush.polygon(0xFFFFFFFF, 0xFFC4CCE0, WING);
      brush.polygon(0xFFFFFFFF, 0xFFC4CCE0, OTHER_WING);
      brush.ball(0, 0.08, 0.21, 0xFFFFE0C0, 0xFFE0A878);
      brush.box(-0.22, 0.14, 0.44, 0.2, 0.14, 0xFFF2F6FF, 0xFF8A97B4);
      brush.box(-0.23, 0.12, 0.46, 0.06, 0.03, 0xFFFFE08A, 0xFFC08A2A);
      brush.disc(-0.08, 0.075, 0.032, 0xFF231D33);
      brush.disc(0.08, 0.075, 0.032, 0xFF231D33);
      brush.disc(0, 0.035, 0.05, 0xFFFFC09A, 0xFFE09A70);
      brush.polygon(0xFFFFD05A, 0xFFD89A28, MOUSTACHE);
      brush.polygon(0xFFFFD05A, 0xFFD89A28, OTHER_MOUSTACHE);
    }

    @Override
    public void end(Moment moment, Figure figure, Particles particles) {
      Explosion.of(particles, figure.thing().x(), figure.thing().y(), 0xFFFFD75E);
    }
  }

  private static final class Sword implements Skin {

    private static final float[] UPPER = {-0.1f, 0.0f, 0.5f, 0.0f, 0.36f, 0.11f, -0.1f, 0.12f};
    private static final float[] LOWER = {-0.1f, -0.12f, 0.36f, -0.11f, 0.5f, 0.0f, -0.1f, 0.0f};

    @Override
    public boolean glides() {
      return true;
    }

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.softBox(-0.42, -0.44, 0.86, 0.16, 0.08, 0.08, 0x80000000, 0x80000000);
      brush.light(true);
      brush.spot(0, 0, 0.9, 0.66, 0x80FF3030);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      double sway = 0.03 * Math.sin(7 * moment.time() + figure.id());
      brush.place(figure.x(), figure.y(), 0, 1.15, figure.left());
      brush.light(true);
      for (int i = -1; i <= 1; i++) {
        double y = 0.15 * i + sway;
        brush.stripe(-0.4, y, 0.09, 0x90FF8A8A, -1.25 + 0.25 * i * i, y, 0.02, 0x00FF8A8A);
      }
      brush.light(false);
      brush.line(-0.14, sway, -0.36, sway, 0.12, 0xFFB0503A, 0xFF6A2418);
      brush.disc(-0.39, sway, 0.085, 0xFFFFE08A, 0xFFB07A1E);
      brush.line(-0.13, -0.24, -0.13, 0.24, 0.11, 0xFFFFD86A, 0xFF9A6418);
      brush.polygon(0xFFFFFFFF, 0xFFD4DCEC, UPPER);
      brush.polygon(0xFFA4AEC4, 0xFF66708A, LOWER);
      double glint = (0.6 * moment.time() + 0.37 * figure.id()) % 1;
      brush.light(true);
      brush.spot(-0.1 + 0.6 * glint, 0.04, 0.16, Brush.opacity(0xFFFFFFFF, 1 - glint));
    }
  }

  private static final class Coin implements Skin {

    @Override
    public boolean glides() {
      return true;
    }

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.03, -0.38, 0.36, 0.14, 0xB0000000);
      brush.light(true);
      brush.spot(0, 0, 0.95, 0x48FFC94A);
    }

    /** It turns about its upright axis. */
    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      double angle = 3.2 * moment.time() + figure.id();
      double wide = Math.abs(Math.cos(angle));
      double radius = 0.07 + 0.27 * wide;
      double thick = 0.07 * (1 - wide) + 0.02;
      brush.ellipse(thick, 0, radius, 0.34, 0xFFC08A1E, 0xFF7A5210);
      brush.ellipse(-thick, 0, radius, 0.34, 0xFFFFE894, 0xFFD89A22);
      brush.ellipse(-thick, 0, 0.76 * radius, 0.26, 0xFFE0A42A, 0xFFFFD862);
      brush.ellipse(-thick, 0, 0.66 * radius, 0.22, 0xFFFFE07A, 0xFFE8AE30);
      brush.box(-thick - 0.2 * radius, -0.12, 0.4 * radius, 0.24, 0.03, 0xFFB87A14, 0xFF9A640E);
      double shine = Math.max(0, Math.sin(2.1 * moment.time() + 2 * figure.id()) - 0.6) / 0.4;
      if (shine > 0) {
        brush.light(true);
        brush.spot(-0.12, 0.2, 0.34 * shine, 0.05, 0xFFFFFFFF);
        brush.spot(-0.12, 0.2, 0.05, 0.34 * shine, 0xFFFFFFFF);
      }
    }

    @Override
    public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
      if (hit && moment.frame().reward() > 0) {
        double x = figure.thing().x();
        double y = figure.thing().y();
        particles.ring(x, y, 1.1, 0.4, 0xFFFFE28A);
        particles.burst(Form.SPARK, x, y, 20, 4.5, 0.15, 0.7, 0xFFFFC83A);
      }
    }
  }
}
