package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

class TransitionTableTest {

  private static TransitionTableBuilder twoStates() {
    return TransitionTable.builder(2, 1).start(0, 1).terminal(1);
  }

  @Test
  void slotsGiveEveryOutcomeExactlyItsShare() {
    // What the slots give away in all, summed over own parts and aliases, must be the probability.
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(seed);
      int n = 1 + random.nextInt(50);
      double[] probability = new double[n + 2];
      double sum = 0;
      for (int i = 1; i <= n; i++) {
        probability[i] = Math.pow(random.nextDouble(), 6);
        sum += probability[i];
      }
      for (int i = 1; i <= n; i++) {
        probability[i] /= sum;
      }
      double[] share = new double[n + 2];
      int[] alias = new int[n + 2];
      AliasSlots.cut(probability, 1, n + 1, share, alias);
      double[] given = new double[n + 2];
      for (int i = 1; i <= n; i++) {
        assertThat(share[i]).isBetween(0.0, 1.0);
        assertThat(alias[i]).isBetween(1, n);
        given[i] += share[i] / n;
        given[alias[i]] += (1 - share[i]) / n;
      }
      assertThat(given).as("seed %s", seed).containsExactly(probability, within(1e-14));
    }
  }

  @Test
  void boundsPartTheSlotsExactlyWhereSharesDo() {
    for (long seed = 0; seed < 200; seed++) {
      RandomStream random = new RandomStream(seed);
      int n = 1 + random.nextInt(50);
      double[] share = new double[n];
      for (int i = 0; i < n; i++) {
        share[i] = i % 7 == 0 ? i % 2 : random.nextDouble();
      }
      double[] bound = share.clone();
      AliasSlots.bound(bound, 0, n);
      for (int slot = 0; slot < n; slot++) {
        double place = Math.max(slot, Math.nextDown(bound[slot]));
        for (int step = 0; step < 3 && (int) place == slot; step++) {
          assertThat(place < bound[slot])
              .as("seed %s, slot %s, place %s", seed, slot, place)
              .isEqualTo(place - slot < share[slot]);
          place = Math.nextUp(place);
        }
      }
    }
  }

  @Test
  void samplingWalksThroughTheSlots() {
    TransitionTable table = twoStates().outcome(0, 0, 0.25, 0, 1).outcome(0, 0, 0.75, 1, 2).build();
    // Two slots: the first is half its own and half the second's, the second is its own.
    assertThat(table.next(table.sample(0, 0, 0))).isZero();
    assertThat(table.next(table.sample(0, 0, 0.2499))).isZero();
    assertThat(table.next(table.sample(0, 0, 0.25))).isEqualTo(1);
    assertThat(table.next(table.sample(0, 0, Math.nextDown(1.0)))).isEqualTo(1);
    assertThat(table.reward(table.sample(0, 0, 0))).isEqualTo(1);
    assertThat(table.reward(table.sample(0, 0, 0.9))).isEqualTo(2);
  }

  @Test
  void outcomesKeepTheirOrderWhateverTheOrderOfRows() {
    TransitionTable table =
        TransitionTable.builder(2, 2)
            .start(0, 1)
            .outcome(1, 1, 1, 0, 11)
            .outcome(0, 0, 0.5, 1, 1)
            .outcome(1, 0, 1, 1, 10)
            .outcome(0, 1, 1, 0, 3)
            .outcome(0, 0, 0.5, 0, 2)
            .build();
    assertThat(outcomes(table, 0, 0)).containsExactly("0.5 1 1.0 false", "0.5 0 2.0 false");
    assertThat(outcomes(table, 0, 1)).containsExactly("1.0 0 3.0 false");
    assertThat(outcomes(table, 1, 0)).containsExactly("1.0 1 10.0 false");
    assertThat(outcomes(table, 1, 1)).containsExactly("1.0 0 11.0 false");
  }

  @Test
  void terminalStatesAbsorbWithoutReward() {
    TransitionTable table = twoStates().outcome(0, 0, 1, 1, 5).build();
    assertThat(table.terminal(1)).isTrue();
    assertThat(outcomes(table, 0, 0)).containsExactly("1.0 1 5.0 true");
    assertThat(outcomes(table, 1, 0)).containsExactly("1.0 1 0.0 true");
    assertThat(table.next(table.sample(1, 0, 0.7))).isEqualTo(1);
  }

  @Test
  void outcomeMayEndInAStateFromWhichOthersGoOn() {
    TransitionTable table =
        TransitionTable.builder(2, 2)
            .start(0, 1)
            .outcome(0, 0, 1, 1, -1)
            .ending(0, 1, 1, 1, 20)
            .outcome(1, 0, 1, 0, -1)
            .ending(1, 1, 1, 1, 3)
            .build();
    assertThat(table.terminal(1)).isFalse();
    assertThat(table.mayEndIn(1)).isTrue();
    assertThat(table.mayEndIn(0)).isFalse();
    assertThat(outcomes(table, 0, 0)).containsExactly("1.0 1 -1.0 false");
    assertThat(outcomes(table, 0, 1)).containsExactly("1.0 1 20.0 true");
    assertThat(outcomes(table, 1, 0)).containsExactly("1.0 0 -1.0 false");
    assertThat(table.ends(table.sample(0, 0, 0.5))).isFalse();
    assertThat(table.ends(table.sample(0, 1, 0.5))).isTrue();
  }

  @Test
  void actionWithoutOutcomesIsNotAllowed() {
    TransitionTable table =
        TransitionTable.builder(2, 2)
            .start(0, 1)
            .terminal(1)
            .outcome(0, 1, 1, 1, 0)
            .outcome(0, 0, 0, 1, 0)
            .build();
    assertThat(table.allowed(0, 0)).isFalse();
    assertThat(table.allowed(0, 1)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.sample(0, 0, 0.5))
        .withMessage("action 0 is not allowed in state 0; allowed are 1");
  }

  @Test
  void startsAreDrawnByTheirProbabilities() {
    TransitionTable table =
        TransitionTable.builder(3, 1)
            .start(2, 0.75)
            .start(0, 0.25)
            .terminal(1)
            .outcome(0, 0, 1, 1, 0)
            .outcome(2, 0, 1, 1, 0)
            .build();
    RandomStream random = new RandomStream(9);
    int twos = 0;
    for (int i = 0; i < 40_000; i++) {
      int start = table.sampleStart(random.nextDouble());
      assertThat(start).isIn(0, 2);
      twos += start / 2;
    }
    assertThat(twos).isBetween(29_550, 30_450);
  }

  @Test
  void whatMakesNoProcessIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 0, 0.9, 1, 0).build())
        .withMessage(
            "the outcomes of action 0 in state 0 have probability 0.9 in all; they must sum to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().build())
        .withMessageContaining("state 0 has no outcomes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 0, 1, 1, 0).outcome(1, 0, 1, 0, 0).build())
        .withMessageContaining("state 1 is terminal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransitionTable.builder(1, 1).outcome(0, 0, 1, 0, 0).build())
        .withMessageContaining("the starts have probability 0.0 in all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransitionTable.builder(1, 1).terminal(0).start(0, 1).build())
        .withMessageContaining("cannot start in state 0, which is terminal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 0, 1, 2, 0))
        .withMessage("state must be from 0 to 1, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 1, 1, 1, 0))
        .withMessage("action must be from 0 to 0, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 0, 1, 1, Double.NaN))
        .withMessageContaining("must be finite, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransitionTable.builder(0, 1))
        .withMessageContaining("got 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void probabilitiesOutsideTheUnitIntervalAreRefused(double probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoStates().outcome(0, 0, probability, 1, 0))
        .withMessage("a probability must be in [0, 1], got " + probability);
  }

  @Test
  void builderMakesOneTableOnly() {
    TransitionTableBuilder builder = twoStates().outcome(0, 0, 1, 1, 0);
    assertThat(builder.build().states()).isEqualTo(2);
    assertThatIllegalStateException().isThrownBy(builder::build);
  }

  private static List<String> outcomes(TransitionTable table, int state, int action) {
    List<String> outcomes = new ArrayList<>();
    table.successors(
        state,
        action,
        (probability, next, reward, terminated) ->
            outcomes.add(probability + " " + next + " " + reward + " " + terminated));
    return outcomes;
  }

  @Test
  void equalWorldsShareOneTable() {
    TransitionTable table = twoStates().outcome(0, 0, 1, 1, 2.5).build();
    assertThat(twoStates().outcome(0, 0, 1, 1, 2.5).build()).isSameAs(table);
    assertThat(twoStates().outcome(0, 0, 1, 1, 2).build()).isNotSameAs(table);
    assertThat(table.reward(table.sample(0, 0, 0))).isEqualTo(2.5);
  }
}
