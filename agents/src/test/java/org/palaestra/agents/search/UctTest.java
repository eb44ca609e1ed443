package org.palaestra.agents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

final class UctTest {

  private static UctSettings settings(int simulations, int depth, boolean reuse, int nodes) {
    return new UctSettings(simulations, 1, depth, 0.5, reuse, nodes);
  }

  @Test
  void upperConfidenceByHand() {
    SearchTree tree = new SearchTree(2, 10);
    int s = tree.add(7);
    // Returns from 0 to 4: Q(0) = (4 + 4 + 0) / 3, scaled 2/3; Q(1) = 0. ln 4 = 1.3863, so that
    // the bounds are 0.6667 + 0.6798 c and 1.1774 c, which are equal for c = 1.3398.
    tree.backUp(s, 0, 4);
    tree.backUp(s, 0, 4);
    tree.backUp(s, 0, 0);
    tree.backUp(s, 1, 0);
    assertThat(tree.value(s, 0)).isCloseTo(8 / 3.0, within(1e-15));
    assertThat(tree.value(s)).isEqualTo(2);
    assertThat(tree.select(s, 1.339, new RandomStream(0))).isZero();
    assertThat(tree.select(s, 1.341, new RandomStream(0))).isEqualTo(1);
  }

  @Test
  void whatWasNeverTriedComesFirst() {
    SearchTree tree = new SearchTree(3, 10);
    int s = tree.add(7);
    tree.backUp(s, 0, 100);
    tree.forbid(s, 1);
    assertThat(tree.select(s, 0, new RandomStream(0))).isEqualTo(2);
    tree.backUp(s, 2, 1);
    assertThat(tree.select(s, 0, new RandomStream(0))).isZero();
  }

  /**
   * With c = 1 and γ = 0.5, whatever chance draws. Simulations 1 and 2 try both actions: returns 1
   * and 0 + 0.5 (2 + 0.5 · 4) = 2. Simulation 3: scaled to [1, 2], action 1 is the better by 1, and
   * state 1 brings G = 4. Simulation 4: scaled to [1, 4] 0 + √(ln 3) = 1.048 against 1/3 + √(ln 3 /
   * 2) = 1.074. Simulation 5: √(ln 4) = 1.177 against 1/3 + √(ln 4 / 3) = 1.013.
   */
  @Test
  void fiveSimulationsByHand() {
    for (int seed = 0; seed < 20; seed++) {
      UctSearch search = new UctSearch(settings(5, 10, true, 100), 2);
      int chosen = search.choose(Chain.at(0, true, new Chain()), 0, new RandomStream(seed));
      SearchTree tree = search.tree();
      assertThat(chosen).isEqualTo(1);
      assertThat(new int[] {tree.tries(0, 0), tree.tries(0, 1)}).containsExactly(2, 3);
      assertThat(new double[] {tree.value(0, 0), tree.value(0, 1), tree.value(0)})
          .containsExactly(1, 2, 1.6);
      // State 1, and state 2 once after each of its actions.
      assertThat(tree.size()).isEqualTo(4);
      assertThat(tree.visits(1)).isEqualTo(2);
      assertThat(new double[] {tree.value(1, 0), tree.value(1, 1)}).containsExactly(4, 4);
    }
  }

  @Test
  void nothingCountsBeyondTheDepth() {
    UctSearch search = new UctSearch(settings(50, 1, true, 100), 2);
    assertThat(search.choose(Chain.at(0, true, new Chain()), 0, new RandomStream(1))).isZero();
    assertThat(search.tree().value(0, 1)).isZero();
  }

  @Test
  void nothingCountsBeyondTheTimeLimit() {
    Chain chain = new Chain();
    chain.timeLimit = 2;
    UctSearch search = new UctSearch(settings(50, 10, true, 100), 2);
    search.choose(Chain.at(0, true, chain), 0, new RandomStream(1));
    // Two steps of three: 0 + 0.5 · 2.
    assertThat(search.tree().value(0, 1)).isEqualTo(1);
  }

  @Test
  void whatIsForbiddenIsNotTried() {
    Chain chain = new Chain();
    chain.masked = true;
    UctSearch search = new UctSearch(settings(50, 10, true, 100), 2);
    assertThat(search.choose(Chain.at(0, true, chain), 0, new RandomStream(1))).isZero();
    assertThat(search.tree().tries(0, 0)).isEqualTo(50);
    assertThat(search.tree().tries(0, 1)).isZero();
  }

  /** Two of five simulations passed on from state 1; see above. */
  @Test
  void theTreeBelowTheStateReachedIsKept() {
    for (boolean reuse : new boolean[] {true, false}) {
      UctSearch search = new UctSearch(settings(5, 10, reuse, 100), 2);
      RandomStream stream = new RandomStream(3);
      search.choose(Chain.at(0, true, new Chain()), 0, stream);
      search.choose(Chain.at(1, false, new Chain()), 0, stream);
      assertThat(search.tree().visits(0)).isEqualTo(reuse ? 7 : 5);
      assertThat(search.tree().value(0)).isEqualTo(4);
      assertThat(search.tree().size()).isEqualTo(3);
    }
  }

  @Test
  void anotherEpisodeOrAnotherStateBeginsAnew() {
    UctSearch search = new UctSearch(settings(5, 10, true, 100), 2);
    RandomStream stream = new RandomStream(3);
    search.choose(Chain.at(0, true, new Chain()), 0, stream);
    search.choose(Chain.at(2, false, new Chain()), 0, stream);
    assertThat(search.tree().visits(0)).isEqualTo(5);
    search.choose(Chain.at(0, true, new Chain()), 0, stream);
    search.choose(Chain.at(1, true, new Chain()), 0, stream);
    assertThat(search.tree().visits(0)).isEqualTo(5);
  }

  @Test
  void theTreeHasAtMostSoManyNodes() {
    UctSearch search = new UctSearch(settings(1000, 10, true, 2), 2);
    assertThat(search.choose(Chain.at(0, true, new Chain()), 0, new RandomStream(3))).isEqualTo(1);
    assertThat(search.tree().size()).isEqualTo(2);
    assertThat(search.tree().visits(0)).isEqualTo(1000);
    assertThat(search.tree().value(0, 1)).isEqualTo(2);
  }

  @Test
  void aLargeTreeSurvivesGrowthAndGrafting() {
    RandomStream random = new RandomStream(5);
    SearchTree tree = new SearchTree(3, 5000);
    tree.add(0);
    int[] parent = new int[5000];
    int[] way = new int[5000];
    for (int node = 1; node < 5000; node++) {
      parent[node] = random.nextInt(node);
      way[node] = random.nextInt(3);
      assertThat(tree.add(parent[node], way[node], node)).isEqualTo(node);
      tree.backUp(node, node % 3, node);
    }
    assertThat(tree.full()).isTrue();
    SearchTree part = new SearchTree(3, 5000);
    part.graft(tree, 1);
    int[] where = new int[5000];
    Arrays.fill(where, SearchTree.NONE);
    where[1] = 0;
    int below = 1;
    for (int node = 2; node < 5000; node++) {
      int from = where[parent[node]];
      if (from != SearchTree.NONE) {
        where[node] = part.find(from, way[node], node);
        assertThat(part.value(where[node], node % 3)).isEqualTo(node);
        assertThat(part.tries(where[node], (node + 1) % 3)).isZero();
        below++;
      }
    }
    assertThat(part.size()).isEqualTo(below).isGreaterThan(100);
  }

  @Test
  void nothingIsAllocatedOnceTheTreesHaveGrown() {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    UctSearch search = new UctSearch(settings(100, 10, true, 50), 2);
    StepBatch[] batches = {Chain.at(0, true, new Chain()), Chain.at(1, false, new Chain())};
    RandomStream stream = new RandomStream(3);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      search.choose(batches[0], 0, stream);
      search.choose(batches[1], 0, stream);
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void sameSeedSameBits(String reuse) throws Exception {
    Map<String, String> settings = Map.of("simulations", "30", "reuse", reuse);
    Trainings.assertReproducible("uct", "FrozenLake-v1", 150, 3, settings, List.of(1, 17, 33));
    Trainings.assertReproducible("uct", "CartPole-v1", 60, 2, settings, List.of(13));
  }

  @Test
  void refusalsSayWhatIsWrong() {
    var definition = Uct.definition();
    assertThatThrownBy(
            () -> definition.create(Contexts.of(Box.of(-1, 1, 8), new Discrete(4), 1000, Map.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not Restorable");
    assertThatThrownBy(
            () ->
                definition.create(Contexts.of(Box.of(-1, 1, 8), Box.of(-1, 1, 2), 1000, Map.of())))
        .hasMessageContaining("needs discrete actions");
    for (String wrong :
        List.of("simulations=0", "depth=0", "nodes=0", "discount=1.1", "exploration=-1")) {
      String[] pair = wrong.split("=", -1);
      assertThatThrownBy(() -> definition.settings(Map.of(pair[0], pair[1])))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(pair[0])
          .hasMessageContaining(pair[1]);
    }
  }

  /** A batch that comes from nowhere. */
  @Test
  void whatCannotBeSimulatedIsNotActedOn() {
    UctActor actor = new UctActor(UctSettings.standard(), 2, 1, 1);
    var out = new ActionBatch(new Discrete(2), 1);
    RandomGenerator[] streams = {new RandomStream(1)};
    assertThatThrownBy(() -> actor.act(new StepBatch(1, 1, 0), out, streams))
        .hasMessageContaining("Restorable");
  }
}
