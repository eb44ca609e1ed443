package org.palaestra.render.skin;

import org.palaestra.render.draw.Brush;
import org.palaestra.render.skin.Particles.Form;

/** A submarine of iron with a red eye. */
final class EnemySubmarine implements Skin {

  private static final float[] FIN = {-0.1f, 0.2f, 0.1f, 0.2f, 0.02f, 0.42f, -0.2f, 0.42f};

  @Override
  public boolean glides() {
    return true;
  }

  @Override
  public void paintBelow(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    brush.spot(0, -0.2, 0.6, 0.36, 0x70000814);
    brush.light(true);
    brush.spot(0.3, 0, 0.8, 0x40FF3A30);
  }

  @Override
  public void paint(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    double blade = 0.22 * Math.abs(Math.sin(11 * moment.time() + figure.id())) + 0.05;
    brush.ellipse(-0.47, 0, 0.045, blade, 0xFFC0A8B0, 0xFF4A343C);
    brush.polygon(0xFFA06478, 0xFF4A2834, FIN);
    brush.box(-0.45, -0.25, 0.92, 0.5, 0.25, 0xFFD898A8, 0xFF3C1E28);
    brush.box(-0.41, -0.21, 0.84, 0.42, 0.21, 0xFFA8586C, 0xFF5E2C3C);
    brush.box(-0.3, 0.07, 0.56, 0.06, 0.03, 0x70FFFFFF, 0x20FFFFFF);
    for (int i = 0; i < 3; i++) {
      brush.disc(-0.24 + 0.17 * i, -0.02, 0.035, 0xFF2C141C, 0xFFD090A0);
    }
    brush.disc(0.26, 0.01, 0.125, 0xFF2C141C, 0xFFC07A8A);
    brush.ball(0.26, 0.01, 0.09, 0xFFFFE0C0, 0xFFFF4434);
    brush.light(true);
    brush.spot(0.26, 0.01, 0.3, 0xA0FF5040);
  }

  @Override
  public void leave(Moment moment, Figure figure, boolean hit, Particles particles) {
    if (hit) {
      particles.ring(figure.x(), figure.y(), 1.3, 0.45, 0xFFFF9A6A);
      particles.burst(Form.CHIP, figure.x(), figure.y(), 10, 4, 0.12, 0.7, 0xFFA8586C);
      particles.burst(Form.SPARK, figure.x(), figure.y(), 12, 4.5, 0.15, 0.5, 0xFFFF8A4A);
      particles.burst(Form.BUBBLE, figure.x(), figure.y(), 10, 3, 0.12, 1, 0xFFE0F8FF);
    }
  }
}
