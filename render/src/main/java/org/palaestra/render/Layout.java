package org.palaestra.render;

import org.palaestra.render.draw.Area;

/**
 * Where things are in a window, in pixels from the lower left corner: a bar on top, a bar below,
 * perhaps a panel at the right, and the world in what is left.
 *
 * @param width of the window
 * @param height of the window
 * @param scale pixels for each unit of design, 1 on ordinary displays
 * @param panelWidth of the panel; 0 without
 */
record Layout(int width, int height, float scale, int panelWidth) {

  private static final int TOP = 54;
  private static final int BOTTOM = 56;
  private static final int PANEL = 210;
  private static final int ROOM_FOR_PANEL = 600;

  /** A layout with a panel if one is wanted and there is room. */
  static Layout of(int width, int height, float scale, boolean panel) {
    int panelWidth = panel && width >= ROOM_FOR_PANEL * scale ? Math.round(PANEL * scale) : 0;
    return new Layout(width, height, scale, panelWidth);
  }

  int topHeight() {
    return Math.round(TOP * scale);
  }

  int bottomHeight() {
    return Math.round(BOTTOM * scale);
  }

  int worldWidth() {
    return width - panelWidth;
  }

  int worldHeight() {
    return Math.max(1, height - topHeight() - bottomHeight());
  }

  /** The part for the world. */
  Area world() {
    return new Area(0, bottomHeight(), worldWidth(), worldHeight());
  }

  /** Units of design in pixels. */
  float px(float units) {
    return units * scale;
  }
}
