package org.palaestra.render.skin;

import org.palaestra.render.draw.Brush;

/** The player's submarine, two cells long. Its place is that of its bow. */
final class Submarine implements Skin {

  private static final float[] RUDDER = {-1.05f, 0.1f, -1.22f, 0.36f, -1.36f, 0.36f, -1.32f, 0.02f};

  @Override
  public void paintBelow(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    brush.spot(-0.45, -0.24, 1.2, 0.5, 0x78000814);
    brush.light(true);
    brush.spot(0.75, -0.03, 0.55, 0.24, 0x34FFE9A0);
    brush.spot(1.25, -0.06, 0.85, 0.4, 0x2CFFE9A0);
    brush.spot(1.75, -0.1, 1.1, 0.6, 0x20FFE9A0);
  }

  @Override
  public void paint(Moment moment, Figure figure) {
    Brush brush = moment.brush();
    double time = moment.time();
    for (int i = 0; i < 5; i++) {
      double gone = (1.1 * time + 0.2 * i) % 1;
      double drift = 0.12 * Math.sin(5 * i);
      SeaquestStyle.bubble(
          brush,
          -1.45 - 0.75 * gone,
          drift * gone + 0.35 * gone * gone,
          0.04 + 0.05 * gone,
          0.75 * (1 - gone));
    }
    double blade = 0.27 * Math.abs(Math.sin(14 * time)) + 0.05;
    brush.ellipse(-1.4, 0, 0.06, blade, 0xFFFFE9B0, 0xFF8A6A2A);
    brush.box(-1.42, -0.05, 0.14, 0.1, 0.03, 0xFFC8B070, 0xFF6A5420);
    brush.polygon(0xFFFFD860, 0xFFB47C14, RUDDER);
    brush.box(-0.72, 0.14, 0.46, 0.32, 0.1, 0xFFFFE07A, 0xFFB8841A);
    brush.line(-0.42, 0.4, -0.42, 0.6, 0.06, 0xFF9A7420);
    brush.line(-0.42, 0.6, -0.32, 0.6, 0.06, 0xFF9A7420);
    brush.box(-1.32, -0.29, 1.7, 0.58, 0.29, 0xFFFFF0A8, 0xFF8A5E0C);
    brush.box(-1.28, -0.25, 1.62, 0.5, 0.25, 0xFFFFDC5A, 0xFFCF9420);
    brush.box(-1.12, 0.1, 1.3, 0.07, 0.035, 0x90FFFFFF, 0x30FFFFFF);
    brush.box(-1.28, -0.09, 1.3, 0.045, 0.02, 0x60A83A1A, 0x60A83A1A);
    for (int i = 0; i < 3; i++) {
      porthole(brush, -0.9 + 0.36 * i, 0.02, 0.11);
    }
    porthole(brush, 0.16, 0.03, 0.15);
    brush.light(true);
    brush.spot(0.32, -0.02, 0.34, 0x70FFF0C0);
  }

  private static void porthole(Brush brush, double x, double y, double radius) {
    brush.disc(x, y, radius, 0xFF9A6A14, 0xFFFFE9A0);
    brush.disc(x, y, 0.75 * radius, 0xFFC8F6FF, 0xFF2F8FB0);
    brush.disc(x - 0.25 * radius, y + 0.25 * radius, 0.22 * radius, 0xFFFFFFFF);
  }

  @Override
  public void end(Moment moment, Figure figure, Particles particles) {
    Explosion.of(particles, figure.thing().x(), figure.thing().y(), 0xFFFFD040);
    particles.burst(
        Particles.Form.BUBBLE,
        figure.thing().x(),
        figure.thing().y(),
        26,
        3.5,
        0.15,
        1.4,
        0xFFE0F8FF);
  }
}
