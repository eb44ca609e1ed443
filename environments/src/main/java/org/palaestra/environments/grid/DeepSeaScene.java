package org.palaestra.environments.grid;

import org.palaestra.view.Canvas;

/** Paints a sea that grows darker with depth, the ground, a chest and a diver. */
final class DeepSeaScene {

  private static final int SURFACE = 0xffbfe4ee;
  private static final int FOAM = 0xffeaf8fb;
  private static final int[] TOP = {0x3f, 0xa9, 0xd0};
  private static final int[] BOTTOM = {0x0a, 0x22, 0x48};
  private static final int GRID = 0x18ffffff;
  private static final int[] SAND = {0xffcfae72, 0xffb4935a};
  private static final int RIDGE = 0x30ffffff;
  private static final int[] CHEST = {0xff6b3f1d, 0xff8a5527, 0xffd9a93a};
  private static final int GOLD = 0xffffd84a;
  private static final int SUIT = 0xffe8622c;
  private static final int HELMET = 0xfff4d9a8;
  private static final int WINDOW = 0xff1d3b57;
  private static final int BUBBLE = 0x90ffffff;

  private final int size;
  private final double[] lid;

  DeepSeaScene(int size) {
    this.size = size;
    double x = chest();
    lid = new double[] {x - 0.4, 0.45, x + 0.4, 0.45, x + 0.44, 0.85, x - 0.36, 0.85};
  }

  /** The middle of the chest. */
  private double chest() {
    return size + 0.5;
  }

  void paint(Canvas canvas, int row, int column) {
    canvas.world(-0.2, -1.1, size + 1.2, size + 0.6, SURFACE);
    paintWater(canvas);
    canvas.rectangle(-1, -2, size + 3, 2, SAND[1]);
    canvas.rectangle(-1, -0.12, size + 3, 0.12, SAND[0]);
    boolean found = column == size;
    paintChest(canvas, found);
    // On the ground there is no cell to be in: the diver stands where the column ends.
    paintDiver(canvas, found ? size - 0.15 : column + 0.5, row == size ? 0.2 : size - row - 0.5);
  }

  private void paintWater(Canvas canvas) {
    int bands = Math.min(64, 4 * size);
    for (int i = 0; i < bands; i++) {
      double depth = i / (double) (bands - 1);
      int color = 0xff;
      for (int c = 0; c < 3; c++) {
        color = color << 8 | (int) Math.round(TOP[c] + depth * (BOTTOM[c] - TOP[c]));
      }
      double height = size / (double) bands;
      canvas.rectangle(-1, size - (i + 1) * height, size + 3, height, color);
    }
    canvas.rectangle(-1, size - 0.05, size + 3, 0.08, FOAM);
    if (size <= 40) {
      for (int i = 1; i <= size; i++) {
        canvas.rectangle(i - 0.01, 0, 0.02, size, GRID);
        canvas.rectangle(0, i - 0.01, size, 0.02, GRID);
      }
      for (int i = 0; i < size; i++) { // the only way that pays
        canvas.rectangle(i, size - i - 1.0, 1, 1, GRID);
      }
    }
    for (int i = 0; i <= size; i += 3) {
      canvas.circle(i + 0.7, -0.55, 0.09, RIDGE);
      canvas.circle(i + 1.6, -0.8, 0.06, RIDGE);
    }
  }

  private void paintChest(Canvas canvas, boolean open) {
    double x = chest();
    canvas.beginEntity("treasure", open ? 1 : 0, x, 0.3, 0);
    if (open) {
      for (int i = -2; i <= 2; i++) {
        canvas.circle(x + 0.13 * i, 0.42 + 0.05 * (i & 1), 0.12, GOLD);
      }
      canvas.polygon(lid, CHEST[0]);
      canvas.circle(x - 0.12, 0.52, 0.1, GOLD);
      canvas.circle(x + 0.14, 0.5, 0.12, GOLD);
    } else {
      canvas.circle(x, 0.4, 0.24, CHEST[0]);
      canvas.rectangle(x - 0.4, 0.4, 0.8, 0.22, CHEST[0]);
    }
    canvas.rectangle(x - 0.4, 0, 0.8, 0.42, CHEST[1]);
    canvas.rectangle(x - 0.4, 0.36, 0.8, 0.07, CHEST[2]);
    canvas.rectangle(x - 0.07, 0.24, 0.14, 0.2, CHEST[2]);
    canvas.endEntity();
  }

  private static void paintDiver(Canvas canvas, double x, double y) {
    canvas.beginEntity("diver", 0, x, y, 0);
    canvas.line(x - 0.09, y - 0.12, x - 0.13, y - 0.34, 0.1, SUIT);
    canvas.line(x + 0.09, y - 0.12, x + 0.13, y - 0.34, 0.1, SUIT);
    canvas.line(x - 0.1, y + 0.02, x - 0.26, y - 0.1, 0.09, SUIT);
    canvas.line(x + 0.1, y + 0.02, x + 0.26, y - 0.1, 0.09, SUIT);
    canvas.circle(x, y - 0.05, 0.17, SUIT);
    canvas.circle(x, y + 0.17, 0.17, HELMET);
    canvas.circle(x, y + 0.17, 0.1, WINDOW);
    canvas.circle(x + 0.2, y + 0.34, 0.05, BUBBLE);
    canvas.circle(x + 0.26, y + 0.46, 0.035, BUBBLE);
    canvas.endEntity();
  }
}
