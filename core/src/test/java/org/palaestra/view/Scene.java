package org.palaestra.view;

/** A painting with everything in it. */
final class Scene {

  private Scene() {}

  static void paint(Canvas canvas, int step) {
    double x = Math.sin(0.1 * step);
    double angle = 0.2 * Math.cos(0.1 * step);
    canvas.world(-2.4, -0.6, 2.4, 2.6, 0xFFF7F7F2);
    canvas.rectangle(-2.4, -0.6, 4.8, 0.45, 0xFFE3E3DA);
    canvas.line(-2.4, -0.15, 2.4, -0.15, 0.02, 0xFF555555);
    canvas.beginEntity("cart", 0, x, 0.1, 0);
    canvas.rectangle(x - 0.35, -0.05, 0.7, 0.3, 0xFF33526E);
    canvas.circle(x - 0.2, -0.05, 0.09, 0xFF20242B);
    canvas.circle(x + 0.2, -0.05, 0.09, 0xFF20242B);
    canvas.endEntity();
    canvas.line(x, 0.25, x + 1.4 * Math.sin(angle), 0.25 + 1.4 * Math.cos(angle), 0.1, 0xFFC8803C);
    canvas.polygon(new double[] {-2.2, 2, -1.9, 2, -2.05, 2.3}, 0x80CC3333);
    canvas.text("θ = " + Math.round(1000 * angle), -2.3, 1.5, 0.11, Canvas.Align.LEFT, 0xFF20242B);
    canvas.text("ẋ → π", 0, 2.4, 0.09, Canvas.Align.CENTER, 0xFF20242B);
  }

  static int[] pixels(AwtCanvas canvas) {
    int width = canvas.image().getWidth();
    int height = canvas.image().getHeight();
    int[] pixels = canvas.image().getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xFFFFFF;
    }
    return pixels;
  }
}
