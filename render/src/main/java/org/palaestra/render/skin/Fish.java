package org.palaestra.render.skin;

import static org.palaestra.render.skin.Board.darker;
import static org.palaestra.render.skin.Board.lighter;

import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** A fish that wags its tail. */
final class Fish implements Skin {

  private static final int COLOR = 0xFF5CD6A8;

  private final float[] tail = new float[6];

  @Override
  public boolean glides() {
    return true;
  }

  @Override
  public void paintBelow(Moment moment, Figure figure) {
    moment.brush().spot(0.02, -0.14, 0.5, 0.34, 0x50000814);
  }

  @Override
  public void paint(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    double wag = 0.09 * Math.sin(9 * moment.time() + figure.id());
    tail[0] = -0.2f;
    tail[1] = 0;
    tail[2] = -0.48f;
    tail[3] = (float) (0.22 + wag);
    tail[4] = -0.44f;
    tail[5] = (float) (-0.2 + wag);
    brush.polygon(lighter(COLOR, 0.1), darker(COLOR, 0.5), tail);
    brush.ellipse(0.02, 0.2, 0.17, 0.1, darker(COLOR, 0.1), darker(COLOR, 0.4));
    brush.ellipse(0.06, 0, 0.37, 0.25, lighter(COLOR, 0.45), darker(COLOR, 0.55));
    brush.ellipse(0.06, 0.01, 0.34, 0.22, lighter(COLOR, 0.2), darker(COLOR, 0.3));
    brush.ellipse(0.1, -0.1, 0.24, 0.09, 0x90E8FFF4, 0x50E8FFF4);
    brush.line(-0.06, -0.12, -0.1, 0.14, 0.07, 0x60FFFFFF);
    brush.line(-0.2, -0.08, -0.23, 0.09, 0.05, 0x50FFFFFF);
    brush.ellipse(
        0.02, -0.04, 0.1, 0.06 + 0.3 * Math.abs(wag), lighter(COLOR, 0.4), darker(COLOR, 0.2));
    brush.disc(0.25, 0.06, 0.085, 0xFFFFFFFF, 0xFFDCEAF0);
    brush.disc(0.275, 0.06, 0.045, 0xFF0C1A26);
  }

  @Override
  public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
    if (hit) {
      particles.ring(figure.x(), figure.y(), 1.1, 0.4, COLOR);
      particles.burst(Form.BUBBLE, figure.x(), figure.y(), 14, 3, 0.11, 1, 0xFFE0F8FF);
      particles.burst(Form.CHIP, figure.x(), figure.y(), 6, 3.5, 0.09, 0.6, COLOR);
    }
  }
}
