package org.palaestra.render.skin;

import org.palaestra.render.skin.Particles.Form;

/** The end of someone who mattered. */
final class Explosion {

  private Explosion() {}

  /** At a place, in the colour of who was there. */
  static void of(Particles particles, double x, double y, int color) {
    particles.ring(x, y, 2.4, 0.6, 0xFFFFC36A);
    particles.ring(x, y, 1.4, 0.45, 0xFFFFFFFF);
    particles.burst(Form.CHIP, x, y, 22, 6, 0.15, 1, color);
    particles.burst(Form.SPARK, x, y, 30, 7, 0.22, 0.9, 0xFFFF8A3C);
    particles.burst(Form.SPARK, x, y, 14, 3.5, 0.26, 0.7, 0xFFFFE9A8);
  }
}
