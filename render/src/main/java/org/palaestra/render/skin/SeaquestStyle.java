package org.palaestra.render.skin;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.view.Canvas.Align;

/** Seaquest: the sea from its surface, in the evening sun, to its bed. */
final class SeaquestStyle implements Style {

  private static final Board BOARD =
      new Board("SEAQUEST", 0xFF0F2A40, 0xFF050D16, 0xFF2A7ABF, 0xFF5C93B8, 0xFFFFE08A);

  private static final Map<String, Skin> SKINS =
      Map.of(
          "submarine", new Submarine(),
          "enemy-submarine", new EnemySubmarine(),
          "fish", new Fish(),
          "diver", new Diver(),
          "friendly-bullet", new Torpedo(0xFFFFF1A8),
          "enemy-bullet", new Torpedo(0xFFFF6B5B));

  private static final double SURFACE = 9.42;
  private static final double MOST_OXYGEN = 200;
  private static final int MOST_DIVERS = 6;
  private static final String[] FEW = {"−1", "−2", "−3", "−4", "−5", "−6", "−7", "−8", "−9"};

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
    brush.box(0, SURFACE - 0.3, 10, 10.3 - SURFACE, 0, 0xFF4A6FB0, 0xFFFFB07A);
    brush.light(true);
    brush.spot(7.6, 9.5, 2.6, 0.8, 0x58FFA860);
    brush.spot(7.6, 9.5, 0.6, 0x50FFB060);
    brush.light(false);
    brush.disc(7.6, 9.5, 0.24, 0xFFFFFBE8, 0xFFFFE0A0);
    // It reaches a little below the next, whose smooth edge would let the dark through.
    brush.box(0, 4.8, 10, SURFACE - 4.8, 0, 0xFF2A8FB8, 0xFF125A8C);
    brush.box(0, 0.7, 10, 4.3, 0, 0xFF125A8C, 0xFF07233F);
    brush.light(true);
    for (int i = 0; i < 6; i++) {
      double x = 0.6 + 1.9 * i;
      brush.stripe(x, SURFACE, 0.7, 0x30BFEFFF, x - 2.4, 2, 2.2, 0x00BFEFFF);
    }
    brush.light(false);
    for (int i = 0; i < 7; i++) {
      double x = 0.4 + 1.6 * i;
      brush.ellipse(x, 0.72, 1.7, 0.38 + 0.1 * (i % 2), 0xFF17405A, 0xFF0A1E30);
    }
    for (int i = 0; i < 5; i++) {
      brush.ellipse(0.9 + 2.1 * i, 0.74, 0.34, 0.22 + 0.05 * (i % 3), 0xFF2A5870, 0xFF102C40);
    }
    brush.box(0, 0, 10, 0.84, 0, 0xFF10283A, 0xFF081420);
    brush.box(0, 0.82, 10, 0.04, 0, 0x60BFEFFF, 0x30BFEFFF);
    int dark = 0x50000814;
    brush.stripe(0, 0, 3, dark, 0, 10, 3, dark);
    brush.stripe(10, 0, 3, dark, 10, 10, 3, dark);
  }

  /** Waves, weeds and bubbles. */
  @Override
  public void paintScenery(Moment moment) {
    Brush brush = moment.brush();
    double time = moment.time();
    for (int i = 0; i < 9; i++) {
      double x = 0.5 + i * 0.618034 * 1.9 % 1 * 9;
      double bend = 0.12 * Math.sin(1.3 * time + i);
      int weed = i % 2 == 0 ? 0xFF1F7A5C : 0xFF2C8F52;
      brush.line(x, 0.8, x + 0.5 * bend, 1.15, 0.1, Board.darker(weed, 0.4));
      brush.line(
          x + 0.5 * bend,
          1.15,
          x + 1.4 * bend,
          1.5 + 0.1 * (i % 3),
          0.07,
          weed,
          Board.darker(weed, 0.3));
    }
    for (int i = 0; i < 7; i++) {
      double rise = (0.11 * time + i * 0.618034) % 1;
      double x = 0.6 + i * 0.754878 * 2.3 % 1 * 9 + 0.12 * Math.sin(3 * time + i);
      bubble(brush, x, 1 + 8 * rise, 0.05 + 0.02 * (i % 3), 0.5 * (1 - rise));
    }
    for (int i = 0; i < 20; i++) {
      double x = 0.5 * i + 0.25;
      double y = SURFACE + 0.045 * Math.sin(2 * time + 0.9 * i);
      double next = SURFACE + 0.045 * Math.sin(2 * time + 0.9 * (i + 1));
      brush.stripe(x - 0.25, y, 0.2, 0xA0E8FAFF, x + 0.25, next, 0.2, 0xA0E8FAFF);
      brush.stripe(x - 0.25, y - 0.16, 0.14, 0x38E8FAFF, x + 0.25, next - 0.16, 0.14, 0x38E8FAFF);
    }
  }

  /** A bubble. */
  static void bubble(Brush brush, double x, double y, double radius, double opacity) {
    brush.disc(x, y, radius, Brush.opacity(0xFFBFEFFF, 0.3 * opacity));
    brush.ring(x, y, radius, 0.3 * radius, Brush.opacity(0xFFE8FAFF, opacity));
    brush.disc(
        x - 0.35 * radius, y + 0.35 * radius, 0.25 * radius, Brush.opacity(0xFFFFFFFF, opacity));
  }

  /** A negative number of divers; each surfacing makes it smaller by one, without end. */
  static String missing(int divers) {
    return divers <= FEW.length ? FEW[divers - 1] : "−" + divers;
  }

  @Override
  public void paintScore(Moment moment) {
    Brush brush = moment.brush();
    BOARD.paintScore(moment);
    double oxygen = moment.measure("oxygen", 0) / MOST_OXYGEN;
    boolean low = oxygen < 0.25;
    brush.text("OXYGEN", 0.25, 0.3, 0.2, Align.LEFT, low ? 0xFFFF8A78 : 0xFFA8D4E8);
    if (low) {
      brush.light(true);
      double alarm = 0.5 + 0.5 * Math.sin(9 * moment.time());
      brush.spot(3.3, 0.4, 2.6, 0.6, Brush.opacity(0xFFFF4A3A, 0.45 * alarm));
      brush.light(false);
    }
    Board.paintGauge(brush, 1.6, 0.24, 3.5, 0.32, oxygen, low ? 0xFFFF5A48 : 0xFF58CFEC);
    int divers = (int) moment.measure("divers", 0);
    brush.text("DIVERS", 5.75, 0.3, 0.2, Align.LEFT, 0xFFA8D4E8);
    for (int i = 0; i < MOST_DIVERS; i++) {
      double x = 7.15 + 0.46 * i;
      brush.disc(x, 0.4, 0.18, 0xC0000000, 0x80000000);
      if (i < divers) {
        brush.ball(x, 0.4, 0.15, 0xFFFFF0C0, 0xFFF0B03A);
      }
    }
    if (divers < 0) {
      brush.text(missing(-divers), 6.98, 0.3, 0.2, Align.RIGHT, 0xFFFF8A78);
    }
  }
}
