package org.palaestra.render.skin;

import org.jspecify.annotations.Nullable;

/** A thing on its way from where it was a step ago to where it is now, as it is shown. */
final class Figure {

  /** Seconds in which a new thing comes up. */
  static final double ENTRANCE = 0.18;

  private static final int PAST = 8;
  private static final double LEVEL = 1e-6; // sine of what still counts as level

  private final @Nullable Skin skin;
  private final double born;
  private final Glide glide = new Glide();
  private Thing thing;
  private @Nullable Thing before;
  private int step;
  private int moves;
  private double x;
  private double y;
  private double rotation;

  // Where it was at the ends of the last steps in which it moved, the latest first.
  private final double[] pastX = new double[PAST];
  private final double[] pastY = new double[PAST];
  private int past;

  /**
   * At its first moment.
   *
   * @param born when it began to be shown, in seconds of the show; far back if it was there always
   */
  Figure(Thing thing, @Nullable Skin skin, int step, double born) {
    this.thing = thing;
    this.skin = skin;
    this.step = step;
    this.born = born;
    rest();
    glide.begin(step);
  }

  private void rest() {
    x = thing.x();
    y = thing.y();
    rotation = thing.rotation();
  }

  /**
   * Takes the next moment.
   *
   * @param reach how far it may have moved
   * @return whether it moved there, or stayed; false if it jumped
   */
  boolean turn(Thing next, int step, double reach) {
    Thing last = thing;
    thing = next;
    this.step = step;
    before = last;
    if (!Motion.moved(last, next, reach)) {
      past = 0;
      if (glides() && glide.wrap(step, last, next.x(), next.y())) {
        return true;
      }
      before = null;
      rest();
      return false;
    }
    if (last.x() != next.x() || last.y() != next.y()) {
      moves++;
      System.arraycopy(pastX, 0, pastX, 1, PAST - 1);
      System.arraycopy(pastY, 0, pastY, 1, PAST - 1);
      pastX[0] = last.x();
      pastY[0] = last.y();
      past = Math.min(PAST, past + 1);
      if (glides()) {
        glide.move(step, x, y, last, next.x(), next.y());
      }
    }
    return true;
  }

  /** Takes a moment that is not the next one: nothing is known of what was between. */
  void skip(Thing next, int step) {
    thing = next;
    this.step = step;
    before = null;
    past = 0;
    glide.begin(step);
    rest();
  }

  private boolean glides() {
    return skin != null && skin.glides();
  }

  /** Goes on to where it is {@code progress} into the step, from 0 to 1. */
  void advance(double progress) {
    Thing from = before == null ? thing : before;
    rotation = Motion.angle(from.rotation(), thing.rotation(), progress);
    if (glide.active()) {
      x = glide.x(step, progress);
      y = glide.y(step, progress);
    } else {
      x = Motion.between(from.x(), thing.x(), progress);
      y = Motion.between(from.y(), thing.y(), progress);
    }
  }

  /** What it is now. */
  Thing thing() {
    return thing;
  }

  /** What it was a step ago; where it is if it was not there, or elsewhere. */
  Thing before() {
    return before == null ? thing : before;
  }

  @Nullable Skin skin() {
    return skin;
  }

  int id() {
    return thing.id();
  }

  int tint() {
    return thing.tint();
  }

  /** Where it is shown. */
  double x() {
    return x;
  }

  /** Where it is shown. */
  double y() {
    return y;
  }

  /** How it is turned, in radians. */
  double rotation() {
    return rotation;
  }

  /** Whether it faces left, so that its mirror image shows it. */
  boolean left() {
    return Math.cos(rotation) < 0 && Math.abs(Math.sin(rotation)) < LEVEL;
  }

  /** In how many steps it moved. */
  int moves() {
    return moves;
  }

  /** Whether it moved in the last step. */
  boolean moving() {
    return before != null && (before.x() != thing.x() || before.y() != thing.y());
  }

  /** How many former places are known. */
  int past() {
    return past;
  }

  /** A former place, 0 for the latest. */
  double pastX(int i) {
    return pastX[i];
  }

  /** A former place, 0 for the latest. */
  double pastY(int i) {
    return pastY[i];
  }

  /** How far it has come up, from 0 to 1. */
  double entrance(double time) {
    double share = Math.max(0, Math.min(1, (time - born) / ENTRANCE));
    return share * (2 - share);
  }
}
