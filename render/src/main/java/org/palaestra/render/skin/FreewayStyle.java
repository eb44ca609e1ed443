package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** Freeway: a road at dusk from above, with lamps on its verges. */
final class FreewayStyle implements Style {

  private static final Board BOARD =
      new Board("FREEWAY", 0xFF1A2230, 0xFF0B0F14, 0xFF4A6C90, 0xFF6B7885, 0xFFFFF1C9);

  private static final Map<String, Skin> SKINS = Map.of("car", new Car(), "chicken", new Chicken());

  private static final double TIME = 2500; // steps in which one may cross

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
    brush.box(0, 9, 10, 1, 0, 0xFF2F5E42, 0xFF3D7350);
    brush.box(0, 0, 10, 1, 0, 0xFF3D7350, 0xFF2B5A3D);
    for (int i = 1; i <= 90; i++) {
      double x = i * 0.618034 % 1 * 10;
      double y = 0.1 + i * 0.754878 % 1 * 0.72 + (i % 2) * 9;
      brush.line(x, y, x + 0.04, y + 0.1, 0.035, i % 3 == 0 ? 0x6089C98F : 0x50204D30);
    }
    for (int i = 0; i < 7; i++) {
      bush(brush, 0.7 + i * 0.618034 * 2.3 % 1 * 9, 0.3 + 0.1 * (i % 2), 0.2 + 0.05 * (i % 3));
      bush(brush, 0.5 + i * 0.754878 * 1.7 % 1 * 9, 9.6 + 0.08 * (i % 2), 0.22 + 0.04 * (i % 3));
    }
    brush.box(0, 0.94, 10, 8.12, 0, 0xFFB9BDC4, 0xFFB9BDC4);
    brush.box(0, 1.0, 10, 8, 0, 0xFF3A404B, 0xFF2B3038);
    for (int lane = 0; lane < 8; lane++) {
      // Tyres have polished two tracks in each.
      brush.softBox(0, lane + 1.22, 10, 0.1, 0.05, 0.08, 0x24000000, 0x24000000);
      brush.softBox(0, lane + 1.68, 10, 0.1, 0.05, 0.08, 0x24000000, 0x24000000);
    }
    for (int y = 2; y < 9; y++) {
      for (int x = 0; x < 10 && y != 5; x++) {
        brush.box(x + 0.24, y - 0.025, 0.52, 0.05, 0.02, 0xC0D8DCE2, 0xC0B8BCC4);
      }
    }
    brush.box(0, 5.04, 10, 0.05, 0, 0xFFF0C758, 0xFFD9AE3E);
    brush.box(0, 4.91, 10, 0.05, 0, 0xFFF0C758, 0xFFD9AE3E);
    brush.light(true);
    for (int i = 0; i < 4; i++) {
      brush.spot(1.25 + 2.5 * i, 9.1, 1.8, 1.5, 0x3CFFD28A);
      brush.spot(1.25 + 2.5 * i, 0.9, 1.8, 1.5, 0x3CFFD28A);
    }
    brush.light(false);
    Board.paintVignette(brush, 0.4);
  }

  private static void bush(Brush brush, double x, double y, double r) {
    brush.spot(x + 0.05, y - 0.1, 1.5 * r, 1.2 * r, 0x80000000);
    brush.disc(x - 0.6 * r, y, 0.8 * r, 0xFF4E8B5A, 0xFF24502F);
    brush.disc(x + 0.6 * r, y - 0.05, 0.75 * r, 0xFF4E8B5A, 0xFF24502F);
    brush.disc(x, y + 0.2 * r, r, 0xFF65A56C, 0xFF2C5C37);
  }

  @Override
  public void paintScore(Moment moment) {
    BOARD.paintScore(moment);
    Board.paintGauge(moment.brush(), moment.measure("time-left", 0) / TIME, 0xFFFFE0A0);
  }

  private static final class Car implements Skin {

    @Override
    public boolean glides() {
      return true;
    }

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.softBox(-0.48, -0.4, 1.0, 0.66, 0.2, 0.1, 0x98000000, 0x98000000);
      brush.light(true);
      for (int side = -1; side <= 1; side += 2) {
        brush.spot(0.72, 0.19 * side, 0.45, 0.15, 0x58FFF0B8);
        brush.spot(0.98, 0.21 * side, 0.56, 0.22, 0x40FFF0B8);
      }
      brush.spot(-0.52, 0, 0.34, 0.34, 0x50FF2A20);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      int tint = figure.tint();
      for (int side = -1; side <= 1; side += 2) {
        brush.box(-0.36, 0.25 * side - 0.07, 0.2, 0.14, 0.04, 0xFF20242A, 0xFF07090B);
        brush.box(0.17, 0.25 * side - 0.07, 0.2, 0.14, 0.04, 0xFF20242A, 0xFF07090B);
      }
      brush.box(-0.475, -0.285, 0.95, 0.57, 0.19, lighter(tint, 0.5), darker(tint, 0.55));
      brush.box(-0.44, -0.25, 0.88, 0.5, 0.16, lighter(tint, 0.16), darker(tint, 0.18));
      brush.box(-0.33, -0.205, 0.5, 0.41, 0.1, 0xFF3C5068, 0xFF131C28);
      brush.box(-0.2, -0.2, 0.24, 0.4, 0.07, lighter(tint, 0.4), darker(tint, 0.06));
      brush.box(-0.17, 0.06, 0.18, 0.09, 0.04, 0x80FFFFFF, 0x20FFFFFF);
      brush.line(0.2, 0.13, 0.36, 0.11, 0.03, 0x50FFFFFF);
      brush.line(0.2, -0.13, 0.36, -0.11, 0.03, 0x30000000);
      for (int side = -1; side <= 1; side += 2) {
        brush.disc(0.42, 0.18 * side, 0.062, 0xFFFFFFFF, 0xFFFFE9A0);
        brush.box(-0.475, 0.18 * side - 0.07, 0.055, 0.14, 0.02, 0xFFFF6A5A, 0xFFC0160E);
      }
      brush.light(true);
      brush.spot(0.44, 0.18, 0.22, 0xA0FFF2C0);
      brush.spot(0.44, -0.18, 0.22, 0xA0FFF2C0);
    }
  }

  private static final class Chicken implements Skin {

    private static final float[] BEAK = {-0.075f, 0.2f, 0, 0.1f, 0.075f, 0.2f};

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.06, -0.14, 0.48, 0.46, 0xA0000000);
      brush.light(true);
      brush.spot(0, 0, 1, 0x30FFF4D8);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      // It steps from one foot to the other, and flaps while it walks.
      double stride = figure.moves() % 2 == 0 ? 1 : -1;
      double lift = figure.moving() ? Math.sin(Math.PI * moment.progress()) : 0;
      double idle = 0.015 * Math.sin(5 * moment.time());
      for (int side = -1; side <= 1; side += 2) {
        double y = -0.38 + (0.04 + 0.06 * lift) * stride * side;
        brush.line(side * 0.13, y + 0.1, side * 0.14, y, 0.06, 0xFFE8912B);
        brush.line(side * 0.14, y, side * 0.2, y + 0.06, 0.05, 0xFFE8912B);
        brush.line(side * 0.14, y, side * 0.08, y + 0.06, 0.05, 0xFFE8912B);
      }
      brush.ball(0, -0.06, 0.31 + idle, 0xFFFFFFFF, 0xFFD8CFBA);
      for (int side = -1; side <= 1; side += 2) {
        brush.ellipse(
            side * (0.26 + 0.1 * lift), -0.05, 0.1 + 0.07 * lift, 0.18, 0xFFFFFFFF, 0xFFC4B9A2);
      }
      for (int i = -1; i <= 1; i++) {
        brush.disc(0.085 * i, 0.4 - 0.03 * i * i, 0.075, 0xFFFF6A5C, 0xFFC42A24);
      }
      brush.ball(0, 0.22, 0.2, 0xFFFFFFFF, 0xFFE6DECC);
      brush.disc(0, 0.07, 0.055, 0xFFF04A40, 0xFFB8241E);
      brush.polygon(0xFFFFC24A, 0xFFE08A1E, BEAK);
      for (int side = -1; side <= 1; side += 2) {
        brush.disc(side * 0.095, 0.26, 0.042, 0xFF22262B);
        brush.disc(side * 0.095 - 0.012, 0.275, 0.014, 0xFFFFFFFF);
      }
    }

    /** Hit by a car, or home after a crossing. */
    @Override
    public void jump(Moment moment, Figure figure, Thing from, Particles particles) {
      if (moment.frame().reward() > 0) {
        particles.ring(from.x(), from.y() + 0.5, 1.5, 0.5, 0xFFFFE28A);
        particles.burst(Form.SPARK, from.x(), from.y() + 0.5, 24, 5, 0.16, 0.8, 0xFFFFD45A);
      } else {
        particles.ring(from.x(), from.y(), 1.1, 0.35, 0xFFFF8A6A);
        particles.burst(Form.CHIP, from.x(), from.y(), 22, 5, 0.12, 0.9, 0xFFFFFBF0);
      }
    }
  }
}
