package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class FrozenLakeTest {

  @Test
  void slipperyMoveGoesStraightOrAQuarterTurnAstray() {
    FrozenLake lake = new FrozenLake(FrozenLake.Options.SMALL);
    Map<Integer, Double> reached = new HashMap<>();
    // From row 2, column 2, to the right: a hole straight on, below and above the way.
    lake.successors(10, 2, (p, next, reward, end) -> reached.merge(next, p, Double::sum));
    assertThat(reached).containsOnlyKeys(14, 11, 6);
    assertThat(reached.values()).allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-15)));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void stepsAgreeWithTheModel(long seed) {
    ModelAgreement.check(new FrozenLake(FrozenLake.Options.SMALL), seed);
    ModelAgreement.check(new FrozenLake(FrozenLake.Options.LARGE), seed);
  }

  @Test
  void firmIceIsCrossedInSixSteps() {
    FrozenLake lake = new FrozenLake(new FrozenLake.Options(false, FrozenLake.Options.SMALL.map()));
    RandomStream random = new RandomStream(1);
    lake.reset(random);
    assertThat(lake.state()).isZero();
    double total = 0;
    for (int action : new int[] {1, 1, 2, 1, 2, 2}) {
      assertThat(lake.terminated()).isFalse();
      total += lake.step(action, random);
    }
    assertThat(lake.state()).isEqualTo(15);
    assertThat(lake.terminated()).isTrue();
    assertThat(total).isEqualTo(1);
  }

  @Test
  void holeEndsTheEpisodeWithoutReward() {
    FrozenLake lake = new FrozenLake(new FrozenLake.Options(false, FrozenLake.Options.SMALL.map()));
    RandomStream random = new RandomStream(1);
    lake.restore(new double[] {4}, 1);
    assertThat(lake.step(2, random)).isZero();
    assertThat(lake.state()).isEqualTo(5);
    assertThat(lake.terminated()).isTrue();
  }

  @Test
  void customLakeIsReadFromItsMap() {
    FrozenLake lake = new FrozenLake(new FrozenLake.Options(false, "SFG/HFF"));
    assertThat(lake.states()).isEqualTo(6);
    assertThat(lake.observationSpace().n()).isEqualTo(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrozenLake.Options(true, "SHG/HFF"))
        .withMessageStartingWith("map line 1, column 1: an episode can start here, but no goal");
  }

  @Test
  void paintingShowsEveryHoleAndTheAgent() {
    FrozenLake lake = new FrozenLake(FrozenLake.Options.SMALL);
    lake.restore(new double[] {9}, 1);
    Drawing.Recorder recorder = new Drawing.Recorder();
    lake.paint(recorder);
    List<Drawing.EntityBegin> entities =
        recorder.take().shapes().stream()
            .filter(Drawing.EntityBegin.class::isInstance)
            .map(Drawing.EntityBegin.class::cast)
            .toList();
    assertThat(entities.stream().filter(entity -> entity.kind().equals("pit"))).hasSize(4);
    Drawing.EntityBegin agent = entities.get(entities.size() - 1);
    assertThat(agent.kind()).isEqualTo("agent");
    assertThat(agent.x()).isEqualTo(1.5);
    assertThat(agent.y()).isEqualTo(1.5);
  }
}
