package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** Snake: a glossy snake on a mown lawn in the evening. */
final class SnakeStyle implements Style {

  private static final Board BOARD =
      new Board("SNAKE", 0xFF16241A, 0xFF090F0B, 0xFF3F8A4A, 0xFF6E9658, 0xFFF3F0C8);

  // What is not painted as such is a part of what the head paints.
  private static final Map<String, Skin> SKINS =
      Map.of("head", new Snake(), "body", Skin.NONE, "apple", new Apple());

  private static final double MOST_ENERGY = 100;

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
    brush.box(0, 0, 10, 10, 0, 0xFF2F5A34, 0xFF1F4228);
    for (int i = 0; i < 50; i++) {
      int row = i / 5;
      brush.box(2 * (i % 5) + row % 2, row, 1, 1, 0, 0x18D8FFB0, 0x10D8FFB0);
    }
    for (int i = 1; i <= 120; i++) {
      double x = i * 0.618034 % 1 * 10;
      double y = i * 0.754878 % 1 * 9.9;
      brush.line(
          x, y, x + 0.03 * (i % 3 - 1), y + 0.11, 0.03, i % 2 == 0 ? 0x3090D080 : 0x30102814);
    }
    brush.light(true);
    brush.spot(2.5, 8.5, 6, 4.5, 0x30C8E890);
    brush.light(false);
    Board.paintVignette(brush, 0.42);
  }

  @Override
  public void paintScore(Moment moment) {
    BOARD.paintScore(moment);
    double energy = moment.measure("energy", 0) / MOST_ENERGY;
    Board.paintGauge(moment.brush(), energy, energy < 0.25 ? 0xFFFF6A50 : 0xFFA6DC58);
  }

  /**
   * The head and all that follows. The body lies along the cells: while a step lasts, the head goes
   * into its new cell and the end of the tail out of its old one, and nothing else moves.
   */
  private static final class Snake implements Skin {

    private static final int PIECES = 3; // to a cell, so that its width and colour change smoothly
    private static final int MOST = 102 * PIECES;
    private static final int HEAD = 0xFFB4E04E;
    private static final int TAIL = 0xFF2F8F4E;

    private final double[] x = new double[MOST];
    private final double[] y = new double[MOST];
    private int count;

    @Override
    public void paintBelow(Moment moment, Figure head) {
      gather(moment, head);
      Brush brush = moment.brush();
      brush.home();
      for (int i = count - 1; i > 0; i--) {
        shade(brush, i, width(i));
      }
    }

    /** The way from the head to the end of the tail. */
    private void gather(Moment moment, Figure head) {
      count = 0;
      add(head.x(), head.y());
      int length = 1;
      Figure last = head;
      for (Figure next = body(moment, 1); next != null; next = body(moment, ++length)) {
        last = next;
        add(next.thing().x(), next.thing().y());
      }
      // The end is still on its way from where it was.
      if (last.x() != last.thing().x() || last.y() != last.thing().y()) {
        add(last.x(), last.y());
      }
    }

    private static @Nullable Figure body(Moment moment, int id) {
      return moment.cast().find("body", id);
    }

    private void add(double placeX, double placeY) {
      double lastX = count == 0 ? placeX : x[count - 1];
      double lastY = count == 0 ? placeY : y[count - 1];
      for (int i = count == 0 ? PIECES : 1; i <= PIECES && count < MOST; i++) {
        x[count] = lastX + i * (placeX - lastX) / PIECES;
        y[count++] = lastY + i * (placeY - lastY) / PIECES;
      }
    }

    /** Soft, and as dark at corners as elsewhere but for a little. */
    private void shade(Brush brush, int i, double width) {
      double left = Math.min(x[i], x[i - 1]) - width / 2 + 0.07;
      double bottom = Math.min(y[i], y[i - 1]) - width / 2 - 0.15;
      double across = Math.abs(x[i] - x[i - 1]) + width;
      double up = Math.abs(y[i] - y[i - 1]) + width;
      brush.softBox(left, bottom, across, up, width / 2, 0.16, 0x24000000, 0x24000000);
    }

    private double share(int i) {
      return count < 2 ? 0 : i / (double) (count - 1);
    }

    private double width(int i) {
      double share = share(i);
      return 0.7 - 0.36 * share * share * share;
    }

    @Override
    public void paint(Moment moment, Figure head) {
      Brush brush = moment.brush();
      brush.home();
      for (int i = count - 1; i > 0; i--) {
        int tint = Brush.blend(HEAD, TAIL, share(i));
        brush.line(x[i], y[i], x[i - 1], y[i - 1], width(i), darker(tint, 0.5));
      }
      for (int i = count - 1; i > 0; i--) {
        int tint = Brush.blend(HEAD, TAIL, share(i));
        brush.line(x[i], y[i] + 0.02, x[i - 1], y[i - 1] + 0.02, width(i) - 0.1, tint);
      }
      for (int i = count - 1; i > 0; i--) {
        int tint = Brush.blend(HEAD, TAIL, share(i));
        double thick = 0.34 * width(i);
        brush.line(
            x[i] - 0.03, y[i] + 0.09, x[i - 1] - 0.03, y[i - 1] + 0.09, thick, lighter(tint, 0.28));
        if (i % PIECES == 0 && i < count - 1) {
          int mark = Brush.opacity(darker(tint, 0.6), 0.45);
          brush.disc(x[i], y[i], 0.16 * width(i), mark, mark);
        }
      }
      brush.place(head.x(), head.y(), head.thing().rotation(), 1, false);
      paintHead(brush, moment.time());
    }

    private static void paintHead(Brush brush, double time) {
      double tongue = Math.max(0, Math.sin(3.1 * time)) * 0.16;
      brush.line(0.32, 0, 0.44 + tongue, 0, 0.06, 0xFFE2463C);
      brush.line(0.43 + tongue, 0, 0.51 + tongue, 0.06, 0.045, 0xFFE2463C);
      brush.line(0.43 + tongue, 0, 0.51 + tongue, -0.06, 0.045, 0xFFE2463C);
      brush.ellipse(0.06, 0, 0.43, 0.39, darker(HEAD, 0.15), darker(HEAD, 0.55));
      brush.ellipse(0.07, 0, 0.38, 0.34, lighter(HEAD, 0.3), darker(HEAD, 0.12));
      for (int side = -1; side <= 1; side += 2) {
        brush.disc(0.12, 0.2 * side, 0.135, darker(HEAD, 0.5));
        brush.disc(0.13, 0.2 * side, 0.12, 0xFFFFFFFF, 0xFFDDE4D0);
        brush.disc(0.18, 0.2 * side, 0.065, 0xFF101C10);
        brush.disc(0.2, 0.2 * side + 0.02, 0.022, 0xFFFFFFFF);
        brush.disc(0.36, 0.08 * side, 0.025, darker(HEAD, 0.6));
      }
    }

    @Override
    public void end(Moment moment, Figure figure, Particles particles) {
      Explosion.of(particles, figure.thing().x(), figure.thing().y(), HEAD);
    }
  }

  private static final class Apple implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.06, -0.3, 0.46, 0.26, 0xB0000000);
      brush.light(true);
      double pulse = 0.5 + 0.5 * Math.sin(4 * moment.time());
      brush.spot(0, 0, 1, Brush.opacity(0xFFFF5A40, 0.16 + 0.12 * pulse));
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.disc(-0.11, -0.04, 0.27, 0xFFFF6A55, 0xFF9C1A18);
      brush.disc(0.11, -0.04, 0.27, 0xFFFF6A55, 0xFF9C1A18);
      brush.ball(0, -0.05, 0.3, 0xFFFF8A74, 0xFFC92A26);
      brush.ellipse(-0.15, 0.08, 0.08, 0.055, 0xD0FFFFFF, 0x40FFFFFF);
      brush.line(0, 0.16, 0.05, 0.36, 0.065, 0xFF7A5230);
      brush.ellipse(0.17, 0.3, 0.13, 0.065, 0xFF9BE06A, 0xFF3F8A34);
    }

    @Override
    public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
      if (hit) {
        particles.ring(figure.x(), figure.y(), 1.1, 0.4, 0xFFFF8A6A);
        particles.burst(Form.CHIP, figure.x(), figure.y(), 10, 3.6, 0.11, 0.6, 0xFFF2584A);
        particles.burst(Form.SPARK, figure.x(), figure.y(), 10, 4, 0.12, 0.5, 0xFFFFD070);
      }
    }
  }
}
