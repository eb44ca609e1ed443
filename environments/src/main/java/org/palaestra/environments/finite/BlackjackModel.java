package org.palaestra.environments.finite;

/**
 * The states of {@link Blackjack}, whose page says how they are numbered, and the chances between
 * them.
 */
final class BlackjackModel {

  private static final int CARDS = 10;
  private static final int GOAL = 21;
  private static final int LOW = 200;
  private static final int NATURAL = 280;
  private static final int END = 290;

  // What a game ends with.
  private static final int PLAYER_NATURAL = 18;
  private static final int PLAYER_BUST = 19;
  private static final int DEALER_BUST = 5;
  private static final int DEALER_NATURAL = 6;
  private static final int DEALER_ENDS = 7;
  private static final int PLAYER_ENDS = 20;

  private BlackjackModel() {}

  static TransitionTable table() {
    TransitionTableBuilder table = TransitionTable.builder(END + PLAYER_ENDS * DEALER_ENDS, 2);
    for (int dealer = 1; dealer <= CARDS; dealer++) {
      addStarts(table, dealer);
      double[] ends = dealerEnds(dealer);
      for (int sum = 4; sum <= GOAL; sum++) {
        addState(table, sum, false, dealer, ends);
        if (sum >= 12) {
          addState(table, sum, true, dealer, ends);
        }
      }
      for (int action = 0; action < 2; action++) {
        addShowdown(table, NATURAL + dealer - 1, action, PLAYER_NATURAL, ends);
      }
    }
    for (int end = END; end < END + PLAYER_ENDS * DEALER_ENDS; end++) {
      table.terminal(end);
    }
    return table.build();
  }

  /** Aces to nines come with 1/13 each, tens and faces with 4/13. */
  private static double chance(int card) {
    return card == CARDS ? 4.0 / 13 : 1.0 / 13;
  }

  private static void addStarts(TransitionTableBuilder table, int dealer) {
    double[] start = new double[END]; // many pairs of cards make one state
    for (int one = 1; one <= CARDS; one++) {
      for (int two = 1; two <= CARDS; two++) {
        boolean ace = one == 1 || two == 1;
        int sum = one + two + (ace ? 10 : 0);
        int state = sum == GOAL ? NATURAL + dealer - 1 : state(sum, ace, dealer);
        start[state] += chance(one) * chance(two) * chance(dealer);
      }
    }
    for (int state = 0; state < END; state++) {
      table.start(state, start[state]);
    }
  }

  private static void addState(
      TransitionTableBuilder table, int sum, boolean ace, int dealer, double[] ends) {
    int state = state(sum, ace, dealer);
    addShowdown(table, state, Blackjack.STICK, sum - 4, ends);
    double bust = 0;
    for (int card = 1; card <= CARDS; card++) {
      boolean usable = ace;
      int next = sum + card;
      if (card == 1 && sum <= 10) {
        next += 10;
        usable = true;
      } else if (next > GOAL && ace) {
        next -= 10;
        usable = false;
      }
      if (next > GOAL) {
        bust += chance(card);
      } else {
        table.outcome(state, Blackjack.HIT, chance(card), state(next, usable, dealer), 0);
      }
    }
    table.outcome(state, Blackjack.HIT, bust, END + PLAYER_BUST * DEALER_ENDS, -1);
  }

  private static void addShowdown(
      TransitionTableBuilder table, int state, int action, int player, double[] ends) {
    for (int dealer = 0; dealer < DEALER_ENDS; dealer++) {
      table.outcome(
          state, action, ends[dealer], END + player * DEALER_ENDS + dealer, reward(player, dealer));
    }
  }

  private static int reward(int player, int dealer) {
    if (player == PLAYER_NATURAL) {
      return dealer == DEALER_NATURAL ? 0 : 1;
    }
    if (dealer == DEALER_BUST) {
      return 1;
    }
    int dealerSum = dealer == DEALER_NATURAL ? GOAL : 17 + dealer;
    return Integer.signum(player + 4 - dealerSum);
  }

  /** How the dealer's game ends after the card that is seen. */
  private static double[] dealerEnds(int card) {
    double[] ends = new double[DEALER_ENDS];
    for (int second = 1; second <= CARDS; second++) {
      boolean ace = card == 1 || second == 1;
      int sum = card + second + (ace ? 10 : 0);
      if (sum == GOAL) {
        ends[DEALER_NATURAL] += chance(second);
      } else {
        play(sum, ace, chance(second), ends);
      }
    }
    return ends;
  }

  private static void play(int sum, boolean ace, double chance, double[] ends) {
    if (sum >= 17) {
      ends[Math.min(sum - 17, DEALER_BUST)] += chance;
      return;
    }
    for (int card = 1; card <= CARDS; card++) {
      double likely = chance * chance(card);
      if (card == 1 && sum <= 10) {
        play(sum + 11, true, likely, ends);
      } else if (ace && sum + card > GOAL) {
        play(sum + card - 10, false, likely, ends);
      } else {
        play(sum + card, ace, likely, ends);
      }
    }
  }

  private static int state(int sum, boolean ace, int dealer) {
    int first = sum >= 12 ? 10 * (sum - 12) + (ace ? 100 : 0) : LOW + 10 * (sum - 4);
    return first + dealer - 1;
  }

  static boolean ended(int state) {
    return state >= END;
  }

  /** The player's sum, above 21 if bust. */
  static int sum(int state) {
    if (state >= END) {
      int player = (state - END) / DEALER_ENDS;
      return player == PLAYER_NATURAL ? GOAL : player == PLAYER_BUST ? GOAL + 1 : player + 4;
    }
    if (state >= NATURAL) {
      return GOAL;
    }
    return state >= LOW ? (state - LOW) / 10 + 4 : state % 100 / 10 + 12;
  }

  static boolean usableAce(int state) {
    return (state >= 100 && state < LOW) || natural(state);
  }

  static boolean natural(int state) {
    return state >= END ? (state - END) / DEALER_ENDS == PLAYER_NATURAL : state >= NATURAL;
  }

  /** From 1 to 10, or 0 after the end. */
  static int dealerCard(int state) {
    return state >= END ? 0 : state % 10 + 1;
  }

  /** The dealer's sum at the end, 22 if bust; 0 before it, and if the dealer did not play. */
  static int dealerSum(int state) {
    if (state < END || sum(state) > GOAL) {
      return 0;
    }
    int dealer = (state - END) % DEALER_ENDS;
    return dealer == DEALER_NATURAL ? GOAL : 17 + dealer;
  }

  static boolean dealerNatural(int state) {
    return state >= END && (state - END) % DEALER_ENDS == DEALER_NATURAL;
  }

  /** 1 for a win of the player, −1 for a loss, 0 for a draw. */
  static int result(int state) {
    int player = (state - END) / DEALER_ENDS;
    return player == PLAYER_BUST ? -1 : reward(player, (state - END) % DEALER_ENDS);
  }
}
