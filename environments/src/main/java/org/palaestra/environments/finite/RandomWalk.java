package org.palaestra.environments.finite;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.view.Canvas;

/**
 * Predict where a random walk ends.
 *
 * <h2>Description</h2>
 *
 * <p>A token stands on one of 19 places in a row and moves one place to the left or to the right
 * with probability 1/2 each, until it leaves the row. There is nothing to decide: the task is to
 * learn the values, which are −0.9, −0.8, … 0.9 from left to right.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>1 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>let the token move</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the place</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>the place from 1 to 19; 0 is the end on the left, 20 the end on the right</td>
 *       <td>place</td><td>0</td><td>20</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>−1 for leaving on the left, 1 for leaving on the right, otherwise 0.
 *
 * <h2>Start</h2>
 *
 * <p>In the middle, on place 10.
 *
 * <h2>End</h2>
 *
 * <p>Terminated at either end, after 100 steps on average. Never truncated.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * example 7.1.
 */
public final class RandomWalk extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "RandomWalk19-v1";

  private static final int PLACES = 19;

  /** A walk over 19 places. */
  public RandomWalk() {
    super("RandomWalk19", model());
  }

  private static TransitionTable model() {
    TransitionTableBuilder table = TransitionTable.builder(PLACES + 2, 1);
    table.start((PLACES + 1) / 2, 1).terminal(0).terminal(PLACES + 1);
    for (int place = 1; place <= PLACES; place++) {
      table.outcome(place, 0, 0.5, place - 1, place == 1 ? -1 : 0);
      table.outcome(place, 0, 0.5, place + 1, place == PLACES ? 1 : 0);
    }
    return table.build();
  }

  /** Gives the token's place. */
  @Override
  public void measure(Sink sink) {
    sink.measure("place", state());
  }

  @Override
  public String actionName(int action) {
    return "go on";
  }

  @Override
  public void paint(Canvas canvas) {
    RandomWalkScene.paint(canvas, PLACES, state());
  }
}
