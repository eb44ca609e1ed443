package org.palaestra.render.skin;

import org.palaestra.view.Drawing.EntityBegin;

/**
 * One thing of a scene at one moment.
 *
 * @param place what it is, where it is, and which way it faces
 * @param from index of its first shape in the drawing
 * @param to index after its last shape
 * @param tint the opaque colour that covers most of its plain looks; white if there is none
 */
record Thing(EntityBegin place, int from, int to, int tint) {

  String kind() {
    return place.kind();
  }

  int id() {
    return place.id();
  }

  double x() {
    return place.x();
  }

  double y() {
    return place.y();
  }

  double rotation() {
    return place.rotation();
  }

  /** How far another place is. */
  double distance(Thing other) {
    return Math.hypot(other.x() - x(), other.y() - y());
  }
}
