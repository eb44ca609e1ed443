package org.palaestra.environments.finite;

import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Viewable;
import org.palaestra.view.Canvas;

/**
 * Draw cards to come closer to 21 than the dealer, but not beyond.
 *
 * <h2>Description</h2>
 *
 * <p>Cards come from an infinite deck: faces count 10, an ace counts 11 where that does not bust
 * and is then <em>usable</em>, else 1. Player and dealer get two cards each; one of the dealer's is
 * seen. The player hits until they stick or exceed 21 and lose. Then the dealer hits until the sum
 * is 17 or more; exceeding 21 loses, otherwise the higher sum wins. A player whose first two cards
 * make 21, a natural, wins at once unless the dealer has a natural as well, which is a draw.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>stick; with a natural, see the dealer's cards</td></tr>
 *   <tr><td>1</td><td>hit; with a natural, see the dealer's cards</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the state</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>with d for the dealer's card from 1, an ace, to 10: 10 · (sum − 12) + d − 1
 *       for a sum from 12 to 21 without a usable ace, and 100 more with one, which are the book's
 *       200 states; 200 + 10 · (sum − 4) + d − 1 for a sum from 4 to 11; 280 + d − 1 for a natural;
 *       from 290 on the ends of a game, 290 + 7 · (the player's sum − 4, 18 for a natural, 19 beyond
 *       21) + (the dealer's sum − 17, 5 beyond 21, 6 for a natural)</td>
 *       <td>–</td><td>0</td><td>429</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>At the end 1 for a win, −1 for a loss and 0 for a draw; otherwise 0.
 *
 * <h2>Start</h2>
 *
 * <p>With two cards for the player and one to be seen of the dealer's.
 *
 * <h2>End</h2>
 *
 * <p>Terminated when the game is over. Never truncated.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the rules of the book, like Gymnasium's Blackjack-v1 with {@code sab=True}, but with a
 *       numbered state for an observation and a natural that cannot be spoilt by hitting.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * examples 5.1 and 5.3 and figure 5.2; after E. Thorp, "Beat the Dealer", 1966.
 */
public final class Blackjack extends TabularEnvironment implements Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "Blackjack-v1";

  /** Does without another card. */
  public static final int STICK = 0;

  /** Takes a card. */
  public static final int HIT = 1;

  /** A game. */
  public Blackjack() {
    super("Blackjack", BlackjackModel.table());
  }

  /**
   * Gives what is seen: the player's sum, 22 for any beyond 21; whether an ace of it is usable, the
   * dealer's card from 1 to 10 until the end and 0 after it; the dealer's sum after the end, if the
   * dealer played, and 0 before it; whether the player has a natural. Yes is 1, no is 0.
   */
  @Override
  public void measure(Sink sink) {
    int state = state();
    sink.measure("sum", BlackjackModel.sum(state));
    sink.measure("usable-ace", BlackjackModel.usableAce(state) ? 1 : 0);
    sink.measure("dealer-card", BlackjackModel.dealerCard(state));
    sink.measure("dealer-sum", BlackjackModel.dealerSum(state));
    sink.measure("natural", BlackjackModel.natural(state) ? 1 : 0);
  }

  @Override
  public String actionName(int action) {
    return action == STICK ? "stick" : "hit";
  }

  @Override
  public void paint(Canvas canvas) {
    BlackjackScene.paint(canvas, state());
  }
}
