package org.palaestra.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.random.RandomStream;

final class SumTreeTest {

  /** Weights laid one behind the other: 0 to 3, nothing, 3 to 4, 4 to 9. */
  @Test
  void aPlaceIsFoundByItsStretchOfTheSum() {
    SumTree tree = new SumTree(4);
    double[] weights = {3, 0, 1, 5};
    for (int i = 0; i < 4; i++) {
      tree.set(i, weights[i]);
    }
    assertThat(tree.total()).isEqualTo(9);
    double[] masses = {0, 2.99, 3, 3.99, 4, 8.99, 9, 9.5};
    int[] places = {0, 0, 2, 2, 3, 3, 3, 3};
    for (int i = 0; i < masses.length; i++) {
      assertThat(tree.find(masses[i])).as("mass %s", masses[i]).isEqualTo(places[i]);
    }
  }

  /** Whole numbers are summed without rounding, so that both must agree to the last bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100, 1000})
  void manyChangesLeaveTheSumsOfTheWeights(int size) {
    RandomStream random = new RandomStream(size);
    SumTree tree = new SumTree(size);
    long[] naive = new long[size];
    for (int change = 0; change < 3000; change++) {
      int place = random.nextInt(size);
      naive[place] = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
      tree.set(place, (double) naive[place]);
      long total = java.util.Arrays.stream(naive).sum();
      assertThat(tree.total()).isEqualTo((double) total);
      if (total > 0) {
        long mass = Math.floorMod(random.nextLong(), total);
        int found = 0;
        for (long before = 0; before + naive[found] <= mass; found++) {
          before += naive[found];
        }
        assertThat(tree.find((double) mass))
            .as("%d of %d, change %d", mass, total, change)
            .isEqualTo(found);
      }
    }
  }

  @Test
  void aPlaceWithoutWeightIsNeverFoundHoweverItRounds() {
    SumTree tree = new SumTree(5);
    tree.set(1, 0.1);
    tree.set(3, 0.2);
    RandomStream random = new RandomStream(3);
    int ones = 0;
    for (int i = 0; i < 30_000; i++) {
      int found = tree.find(random.nextDouble() * tree.total());
      assertThat(found).isIn(1, 3);
      ones += found == 1 ? 1 : 0;
    }
    assertThat(ones / 30_000.0).isCloseTo(1 / 3.0, within(0.01));
    assertThat(tree.find(tree.total())).isEqualTo(3);
  }

  @Test
  void theWeightsAloneBringBackEverySum() {
    RandomStream random = new RandomStream(5);
    SumTree tree = new SumTree(37);
    for (int i = 0; i < 500; i++) {
      tree.set(random.nextInt(37), random.nextDouble());
    }
    SumTree restored = new SumTree(37);
    restored.set(36, 9);
    restored.restore(tree.weights(37));
    assertThat(restored.total()).isEqualTo(tree.total());
    for (int i = 0; i < 1000; i++) {
      double mass = random.nextDouble() * tree.total();
      assertThat(restored.find(mass)).isEqualTo(tree.find(mass));
    }
  }
}
