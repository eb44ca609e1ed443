package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import java.util.Map;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;
import org.palaestra.view.Canvas.Align;

/** Pong: two bars of neon above dark glass. */
final class PongStyle implements Style {

  private static final int PLAYER = 0xFF5CE6C0;
  private static final int OPPONENT = 0xFFFF8A5C;
  private static final int WIN = 5;

  private static final Board BOARD =
      new Board("PONG", 0xFF0E2029, 0xFF060B0F, 0xFF2A7A8A, 0xFF4A8B98, 0xFFE9F6F4);

  private static final Map<String, Skin> SKINS =
      Map.of(
          "ball",
          new Ball(),
          "trail",
          Skin.NONE,
          "paddle",
          new Bat(PLAYER),
          "opponent",
          new Bat(OPPONENT));

  private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5"};

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
    brush.box(0, 0, 10, 10, 0, 0xFF123540, 0xFF0A1E29);
    brush.light(true);
    brush.spot(0, 5, 4, 6, 0x30C05A30);
    brush.spot(10, 5, 4, 6, 0x3030C09A);
    brush.light(false);
    brush.ring(5, 5, 1.7, 0.07, 0xFF2B6672);
    for (int i = 0; i < 10; i++) {
      brush.box(4.95, i + 0.2, 0.1, 0.6, 0.05, 0xFF3C7F8C, 0xFF2A5F6B);
    }
    brush.box(0.98, 0, 0.04, 10, 0, 0x802B6672, 0x802B6672);
    brush.box(8.98, 0, 0.04, 10, 0, 0x802B6672, 0x802B6672);
    Board.paintVignette(brush, 0.4);
  }

  /** The points stand on the table. */
  @Override
  public void paintScenery(Moment moment) {
    Brush brush = moment.brush();
    brush.text(digit(moment, "opponent-points"), 3, 6.6, 2.1, Align.CENTER, 0x26FF8A5C);
    brush.text(digit(moment, "points"), 7, 6.6, 2.1, Align.CENTER, 0x265CE6C0);
  }

  private static String digit(Moment moment, String name) {
    return DIGITS[(int) Math.max(0, Math.min(WIN, moment.measure(name, 0)))];
  }

  @Override
  public void paintScore(Moment moment) {
    Brush brush = moment.brush();
    BOARD.paintScore(moment);
    for (int i = 0; i < WIN; i++) {
      pip(brush, 4.6 - 0.5 * i, OPPONENT, i < moment.measure("opponent-points", 0));
      pip(brush, 5.4 + 0.5 * i, PLAYER, i < moment.measure("points", 0));
    }
  }

  private static void pip(Brush brush, double x, int color, boolean lit) {
    brush.disc(x, 10.62, 0.17, 0xB0000000, 0x60000000);
    if (lit) {
      brush.light(true);
      brush.spot(x, 10.62, 0.5, Brush.opacity(color, 0.5));
      brush.light(false);
      brush.ball(x, 10.62, 0.14, lighter(color, 0.6), color);
    }
  }

  private static final class Bat implements Skin {

    private final int color;

    Bat(int color) {
      this.color = color;
    }

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.softBox(-0.2, -1.6, 0.52, 2.96, 0.2, 0.14, 0x88000000, 0x88000000);
      brush.light(true);
      brush.spot(0, 0, 0.9, 2.1, Brush.opacity(color, 0.34));
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.box(-0.25, -1.46, 0.5, 2.92, 0.25, lighter(color, 0.5), darker(color, 0.6));
      brush.box(-0.2, -1.41, 0.4, 2.82, 0.2, lighter(color, 0.12), darker(color, 0.3));
      brush.box(-0.11, -1.2, 0.1, 2.4, 0.05, 0xB0FFFFFF, 0x30FFFFFF);
    }
  }

  private static final class Ball implements Skin {

    @Override
    public void paintBelow(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      brush.spot(0.08, -0.2, 0.42, 0.36, 0x90000000);
      brush.light(true);
      brush.spot(0, 0, 1.2, 0x38BFEFFF);
    }

    @Override
    public void paint(Moment moment, Figure figure) {
      Brush brush = moment.brush();
      Trail.paint(moment, figure, 3, 0.5, 0xB09FE8F5);
      brush.place(figure.x(), figure.y(), 0, 1, false);
      brush.light(true);
      brush.spot(0, 0, 0.7, 0x80C8F4FF);
      brush.light(false);
      brush.ball(0, 0, 0.27, 0xFFFFFFFF, 0xFFA8DDE8);
    }

    /** Off a bat. */
    @Override
    public void step(Moment moment, Figure figure, Particles particles) {
      double x = figure.pastX(0);
      if (figure.past() > 1 && (figure.thing().x() - x) * (x - figure.pastX(1)) < 0) {
        int color = x < 5 ? OPPONENT : PLAYER;
        particles.burst(
            Form.SPARK, x + (x < 5 ? -0.3 : 0.3), figure.pastY(0), 9, 4, 0.12, 0.4, color);
      }
    }

    /** A point, and the next serve. */
    @Override
    public void jump(Moment moment, Figure figure, Thing from, Particles particles) {
      point(from.x(), from.y(), particles);
    }

    @Override
    public void end(Moment moment, Figure figure, Particles particles) {
      point(figure.thing().x(), figure.thing().y(), particles);
    }

    private static void point(double x, double y, Particles particles) {
      double edge = x < 5 ? 0.3 : 9.7;
      int color = x < 5 ? PLAYER : OPPONENT;
      particles.ring(edge, y, 2, 0.55, color);
      particles.burst(Form.SPARK, edge, y, 34, 7, 0.18, 0.9, color);
    }
  }
}
