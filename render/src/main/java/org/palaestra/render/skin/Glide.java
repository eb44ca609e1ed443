package org.palaestra.render.skin;

/**
 * The even motion of a thing that moves only every few steps, such as a car that drives on by one
 * cell in every third: instead of a hop and a rest, it is shown on its way all the time.
 *
 * <p>When the next move will be is told from the last ones, so that nothing lags: the thing is
 * shown up to half a cell ahead of its place while it waits and behind it once it has moved, and
 * where it is on average. What moves in every step is shown as it would be without this.
 */
final class Glide {

  private static final int LONGEST = 30; // steps; what rests for longer has stopped

  private double fromX;
  private double fromY;
  private double toX;
  private double toY;
  private double stepX; // the last move
  private double stepY;
  private int moved; // the step of the last move, or of the beginning
  private int pause; // steps for one move, or 0 if there is no even motion

  /** Begins at a place. */
  void begin(int step) {
    moved = step;
    pause = 0;
    stepX = 0;
    stepY = 0;
  }

  /**
   * The thing has moved.
   *
   * @param shownX where it was shown last
   * @param shownY where it was shown last
   * @param x where it is now
   * @param y where it is now
   */
  void move(int step, double shownX, double shownY, Thing before, double x, double y) {
    stepX = x - before.x();
    stepY = y - before.y();
    go(step, x, y);
    fromX = shownX;
    fromY = shownY;
  }

  /**
   * The thing has jumped: if back against the way it went, round an edge, it comes in from there.
   *
   * @return whether it did
   */
  boolean wrap(int step, Thing before, double x, double y) {
    double along = (x - before.x()) * stepX + (y - before.y()) * stepY;
    if (along >= 0 || pause == 0) {
      begin(step);
      return false;
    }
    go(step, x, y);
    fromX = toX - stepX;
    fromY = toY - stepY;
    return true;
  }

  private void go(int step, double x, double y) {
    int steps = step - moved;
    moved = step;
    pause = steps >= 1 && steps <= LONGEST ? steps : 0;
    double ahead = pause == 0 ? 0 : (1 - 1.0 / pause) / 2;
    toX = x + ahead * stepX;
    toY = y + ahead * stepY;
  }

  /** Whether there is an even motion to show. */
  boolean active() {
    return pause > 0;
  }

  private double share(int step, double progress) {
    return Math.min(1, (step - moved + progress) / pause);
  }

  /** Where to show it, {@code progress} into a step. */
  double x(int step, double progress) {
    return Motion.between(fromX, toX, share(step, progress));
  }

  /** Where to show it, {@code progress} into a step. */
  double y(int step, double progress) {
    return Motion.between(fromY, toY, share(step, progress));
  }
}
