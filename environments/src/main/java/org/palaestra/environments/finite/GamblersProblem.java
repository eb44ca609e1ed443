package org.palaestra.environments.finite;

import org.palaestra.environment.Masked;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.view.Canvas;

/**
 * Stake a capital on coin flips to reach a goal before losing it all.
 *
 * <h2>Description</h2>
 *
 * <p>A gambler bets on a coin. If it shows heads, the stake is won, otherwise it is lost. The game
 * ends with 100 or with nothing. The coin is against the gambler: heads come with probability 0.4.
 * The best policies are bold and have many ties; with a capital of 50 the best chance is to stake
 * all of it, which wins with probability 0.4.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>50 discrete; those beyond the capital, or beyond what is missing, are masked</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>a</td><td>stake a + 1</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the capital</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>capital</td><td>coins</td><td>0</td><td>the goal: 100</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1 for reaching the goal, otherwise 0, so that a value is the probability of winning.
 *
 * <h2>Start</h2>
 *
 * <p>With a capital from 1 to 99, each equally likely.
 *
 * <h2>End</h2>
 *
 * <p>Terminated with the goal or nothing. Never truncated.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first. The book also allows to stake nothing, which changes no value.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * example 4.3 and figure 4.3.
 */
public final class GamblersProblem extends TabularEnvironment
    implements Masked, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "GamblersProblem-v1";

  private static final int HIGHEST_GOAL = 2000;

  /**
   * How a game differs from another.
   *
   * @param heads probability from 0 to 1 that a stake is won
   * @param goal the capital that wins, from 2 to 2000
   */
  public record Options(double heads, int goal) {

    /** The game of the book. */
    public static final Options BOOK = new Options(0.4, 100);

    /**
     * Checks every option.
     *
     * @throws IllegalArgumentException naming the value
     */
    public Options {
      if (!(heads >= 0 && heads <= 1)) {
        throw new IllegalArgumentException("heads must be in [0, 1], got " + heads);
      }
      if (goal < 2 || goal > HIGHEST_GOAL) {
        throw new IllegalArgumentException(
            "goal must be from 2 to " + HIGHEST_GOAL + ", got " + goal);
      }
    }
  }

  private final int goal;
  private final GamblerScene scene;

  /** A game with {@code options}. */
  public GamblersProblem(Options options) {
    super("GamblersProblem", model(options));
    goal = options.goal;
    scene = new GamblerScene(goal);
  }

  private static TransitionTable model(Options options) {
    int goal = options.goal;
    TransitionTableBuilder table = TransitionTable.builder(goal + 1, goal / 2);
    table.terminal(0).terminal(goal);
    for (int capital = 1; capital < goal; capital++) {
      table.start(capital, 1.0 / (goal - 1));
      for (int stake = 1; stake <= Math.min(capital, goal - capital); stake++) {
        int won = capital + stake;
        table.outcome(capital, stake - 1, options.heads, won, won == goal ? 1 : 0);
        table.outcome(capital, stake - 1, 1 - options.heads, capital - stake, 0);
      }
    }
    return table.build();
  }

  @Override
  public boolean allowed(int action) {
    return action >= 0 && action < Math.min(state(), goal - state());
  }

  /** Gives the capital. */
  @Override
  public void measure(Sink sink) {
    sink.measure("capital", state());
  }

  @Override
  public String actionName(int action) {
    return "stake " + (action + 1);
  }

  @Override
  public void paint(Canvas canvas) {
    scene.paint(canvas, state());
  }
}
