package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

class BlackjackTest {

  private final Blackjack game = new Blackjack();

  private static int state(int sum, boolean ace, int dealer) {
    return (ace ? 100 : 0) + 10 * (sum - 12) + dealer - 1;
  }

  /** Figure 5.2. */
  private static boolean bookSticks(int sum, boolean ace, int dealer) {
    if (ace) {
      boolean strong = dealer == 9 || dealer == 10 || dealer == 1;
      return sum >= 19 || (sum == 18 && !strong);
    }
    boolean weak = dealer >= 2 && dealer <= 6;
    return sum >= 17 || (sum >= 13 && weak) || (sum == 12 && dealer >= 4 && weak);
  }

  @Test
  void bestPolicyIsTheBooks() {
    double[] values = ValueSweeps.optimal(game, 1);
    for (int sum = 12; sum <= 21; sum++) {
      for (int dealer = 1; dealer <= 10; dealer++) {
        for (boolean ace : new boolean[] {false, true}) {
          int state = state(sum, ace, dealer);
          double stick = ValueSweeps.actionValue(game, 1, values, state, Blackjack.STICK);
          double hit = ValueSweeps.actionValue(game, 1, values, state, Blackjack.HIT);
          assertThat(stick > hit)
              .as("%s, ace %s, dealer %s: stick %s, hit %s", sum, ace, dealer, stick, hit)
              .isEqualTo(bookSticks(sum, ace, dealer));
        }
      }
    }
  }

  /** Hands played card by card, by rules written down a second time. */
  private static final class Hand {
    int sum;
    boolean ace;
    int cards;

    void draw(RandomStream random) {
      int card = Math.min(10, 1 + random.nextInt(13));
      cards++;
      sum += card;
      if (card == 1 && sum + 10 <= 21) {
        sum += 10;
        ace = true;
      }
      if (sum > 21 && ace) {
        sum -= 10;
        ace = false;
      }
    }

    boolean natural() {
      return sum == 21 && cards == 2;
    }
  }

  private static double playByTheBook(RandomStream random) {
    Hand player = new Hand();
    Hand dealer = new Hand();
    player.draw(random);
    player.draw(random);
    dealer.draw(random);
    int shown = dealer.ace ? 1 : dealer.sum;
    boolean natural = player.natural();
    while (!natural
        && player.sum <= 21
        && (player.sum < 12 || !bookSticks(player.sum, player.ace, shown))) {
      player.draw(random);
    }
    if (player.sum > 21) {
      return -1;
    }
    do {
      dealer.draw(random);
    } while (dealer.sum < 17);
    if (natural) {
      return dealer.natural() ? 0 : 1;
    }
    return dealer.sum > 21 ? 1 : Math.signum(player.sum - dealer.sum);
  }

  @Test
  void gameIsWorthWhatHandsPlayedCardByCardEarn() {
    long seed = 77;
    RandomStream random = new RandomStream(seed);
    int hands = 1_000_000;
    double earned = 0;
    for (int i = 0; i < hands; i++) {
      earned += playByTheBook(random);
    }
    double[] values = ValueSweeps.optimal(game, 1);
    double[] start = new double[1];
    game.initial((p, state) -> start[0] += p * values[state]);
    // A hand's standard deviation is below 1.
    assertThat(earned / hands).as("seed %s", seed).isCloseTo(start[0], within(0.004));
  }

  @Test
  void naturalWinsUnlessTheDealerHasOneToo() {
    for (int action = 0; action < 2; action++) {
      double[] draw = new double[1];
      double[] win = new double[1];
      game.successors(
          280, // against an ace
          action,
          (p, next, reward, end) -> {
            assertThat(end).isTrue();
            (reward == 0 ? draw : win)[0] += p;
          });
      assertThat(draw[0]).isCloseTo(4 / 13.0, within(1e-12));
      assertThat(win[0]).isCloseTo(9 / 13.0, within(1e-12));
    }
  }

  @Test
  void twentyOneOfThreeCardsDrawsWithADealersTwentyOne() {
    // The dealer's five, hit or natural, cannot lose against 21.
    game.successors(
        state(21, false, 5),
        Blackjack.STICK,
        (p, next, reward, end) -> assertThat(reward).isBetween(0.0, 1.0));
  }

  @Test
  void startsHaveTheChancesOfTwoCards() {
    double[] start = new double[game.states()];
    game.initial((p, state) -> start[state] += p);
    double naturals = 0;
    double twelves = 0;
    for (int dealer = 1; dealer <= 10; dealer++) {
      naturals += start[279 + dealer];
      twelves += start[state(12, true, dealer)];
    }
    assertThat(naturals).isCloseTo(2 * 4 / 169.0, within(1e-12));
    assertThat(twelves).as("two aces").isCloseTo(1 / 169.0, within(1e-12));
  }

  @Test
  void hittingCountsAnAceAsElevenWhereItFits() {
    Map<Integer, Double> next = new HashMap<>();
    int seven = 200 + 10 * (7 - 4) + 3 - 1;
    game.successors(seven, Blackjack.HIT, (p, s, r, end) -> next.merge(s, p, Double::sum));
    assertThat(next.get(state(18, true, 3)))
        .as("seven and an ace")
        .isCloseTo(1 / 13.0, within(1e-15));
    assertThat(next.get(state(17, false, 3))).isCloseTo(4 / 13.0, within(1e-15));
    next.clear();
    game.successors(
        state(18, true, 3), Blackjack.HIT, (p, s, r, end) -> next.merge(s, p, Double::sum));
    assertThat(next.get(state(18, false, 3)))
        .as("the ace counts 1 again")
        .isCloseTo(4 / 13.0, within(1e-15));
    assertThat(next.values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-12));
    next.clear();
    game.successors(
        state(20, false, 3), Blackjack.HIT, (p, s, r, end) -> next.merge(s, p, Double::sum));
    assertThat(next).as("an ace or bust").hasSize(2);
    assertThat(next.get(state(21, false, 3))).isCloseTo(1 / 13.0, within(1e-15));
  }

  @Test
  void measuresSayWhatIsSeen() {
    game.restore(new double[] {state(15, true, 9)}, 1);
    assertThat(measures())
        .isEqualTo(
            Map.of(
                "sum",
                15.0,
                "usable-ace",
                1.0,
                "dealer-card",
                9.0,
                "dealer-sum",
                0.0,
                "natural",
                0.0));
    game.restore(new double[] {290 + 7 * (19 - 4) + 3}, 1);
    assertThat(game.terminated()).isTrue();
    assertThat(measures()).containsEntry("sum", 19.0).containsEntry("dealer-sum", 20.0);
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(game, 8);
  }

  private Map<String, Double> measures() {
    Map<String, Double> measures = new HashMap<>();
    game.measure(measures::put);
    return measures;
  }
}
