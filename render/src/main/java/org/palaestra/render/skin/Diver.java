package org.palaestra.render.skin;

import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** A diver who kicks with flippers and breathes out. */
final class Diver implements Skin {

  @Override
  public boolean glides() {
    return true;
  }

  @Override
  public void paintBelow(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    brush.spot(0, -0.16, 0.5, 0.28, 0x50000814);
    brush.light(true);
    brush.spot(0, 0, 0.9, 0x30FFD070);
  }

  @Override
  public void paint(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    double kick = 0.08 * Math.sin(6 * moment.time() + figure.id());
    for (int side = -1; side <= 1; side += 2) {
      double y = -0.05 + side * kick;
      brush.line(-0.12, -0.02, -0.34, y, 0.1, 0xFF39485A, 0xFF1C2530);
      brush.line(-0.34, y, -0.49, y - 0.03 + 0.4 * side * kick, 0.11, 0xFFFFC24A, 0xFFD08A1E);
    }
    brush.line(-0.13, 0.0, 0.13, 0.03, 0.24, 0xFF51657C, 0xFF263242);
    brush.box(-0.2, 0.09, 0.33, 0.14, 0.07, 0xFFFFB45A, 0xFFB8641E);
    brush.line(0.08, -0.04, 0.24, -0.15 - kick, 0.08, 0xFF51657C, 0xFF263242);
    brush.ball(0.27, 0.06, 0.16, 0xFFFFE4C8, 0xFFDCA480);
    brush.box(0.26, 0.0, 0.17, 0.15, 0.06, 0xFF9FE3F2, 0xFF2D7F9C);
    brush.box(0.14, 0.1, 0.2, 0.06, 0.03, 0xFF39485A, 0xFF1C2530);
    for (int i = 0; i < 3; i++) {
      double rise = (0.9 * moment.time() + i / 3.0 + 0.3 * figure.id()) % 1;
      SeaquestStyle.bubble(
          brush, 0.36 + 0.03 * i, 0.2 + 0.5 * rise, 0.04 + 0.02 * rise, 0.8 * (1 - rise));
    }
  }

  /** Taken on board. */
  @Override
  public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
    if (hit) {
      particles.ring(figure.x(), figure.y(), 0.9, 0.4, 0xFFFFE08A);
      particles.burst(Form.BUBBLE, figure.x(), figure.y(), 10, 2, 0.1, 0.9, 0xFFFFF4D0);
    }
  }
}
