package org.palaestra.render.skin;

/**
 * A rectangle of a scene's plane, in its units.
 *
 * @param left its left edge
 * @param bottom its lower edge
 * @param right its right edge
 * @param top its upper edge
 */
record Ground(double left, double bottom, double right, double top) {

  double width() {
    return right - left;
  }

  double height() {
    return top - bottom;
  }
}
