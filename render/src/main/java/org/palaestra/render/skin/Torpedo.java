package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.lighter;

import org.palaestra.render.draw.Brush;

/** A shot under water, with the bubbles that it draws. */
final class Torpedo implements Skin {

  private final int color;

  Torpedo(int color) {
    this.color = color;
  }

  @Override
  public void paintBelow(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    brush.light(true);
    brush.spot(0, 0, 0.9, 0.6, Brush.opacity(color, 0.3));
  }

  @Override
  public void paint(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    brush.light(true);
    brush.stripe(0, 0, 0.26, Brush.opacity(color, 0.8), -1, 0, 0.06, color & 0xFFFFFF);
    brush.spot(0.1, 0, 0.32, color);
    brush.light(false);
    for (int i = 0; i < 3; i++) {
      double y = 0.05 * Math.sin(9 * moment.time() + 2 * i);
      SeaquestStyle.bubble(brush, -0.4 - 0.22 * i, y, 0.05 - 0.01 * i, 0.7 - 0.2 * i);
    }
    brush.line(-0.2, 0, 0.2, 0, 0.13, lighter(color, 0.7), color);
  }
}
