package org.palaestra.render.skin;

/**
 * The looks of one kind of thing. All of them are painted with {@link Moment#brush}, which stands
 * at the figure, in its size, faded while it comes up, and mirrored if it faces left.
 */
interface Skin {

  /** A kind that is not shown, since others say what it says. */
  Skin NONE = (moment, figure) -> {};

  /** How far a thing moves at most in a step, in units of the scene. */
  double STEP = 1.6;

  /** Paints the thing. */
  void paint(Moment moment, Figure figure);

  /** Paints what lies on the ground below all things: shadows, light. */
  default void paintBelow(Moment moment, Figure figure) {}

  /** How far it may go in a step; what goes farther has jumped. */
  default double reach() {
    return STEP;
  }

  /** Whether it is shown in even motion though it moves only every few steps. */
  default boolean glides() {
    return false;
  }

  /** It has gone on by a step. */
  default void step(Moment moment, Figure figure, Particles particles) {}

  /**
   * It is no more.
   *
   * @param hit whether something was earned, or another thing was near
   */
  default void leave(Moment moment, Figure figure, boolean hit, Particles particles) {}

  /** It is elsewhere all of a sudden. */
  default void jump(Moment moment, Figure figure, Thing from, Particles particles) {}

  /** The process ended. */
  default void end(Moment moment, Figure figure, Particles particles) {}
}
