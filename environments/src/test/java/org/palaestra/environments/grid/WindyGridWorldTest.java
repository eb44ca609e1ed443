package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.environments.finite.ValueSweeps;
import org.palaestra.random.RandomStream;

class WindyGridWorldTest {

  /** The book gives 15 for four moves; exercise 6.9's 7 cannot be bettered by staying. */
  @ParameterizedTest
  @CsvSource({"FOUR, 15", "KING, 7", "KING_AND_STAY, 7"})
  void shortestWayTakes(WindyGridWorld.Moves moves, int steps) {
    assertThat(ValueSweeps.optimal(world(moves, false), 1)[30]).isEqualTo(-steps);
  }

  @Test
  void waysOfTheBookReachTheGoal() {
    assertThat(walk(world(WindyGridWorld.Moves.FOUR, false), 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1))
        .as("right to the edge, then down: column 9, three rows lower")
        .isEqualTo(39);
    assertThat(
            walk(
                world(WindyGridWorld.Moves.FOUR, false),
                2,
                2,
                2,
                2,
                2,
                2,
                2,
                2,
                2,
                1,
                1,
                1,
                1,
                0,
                0))
        .isEqualTo(37);
  }

  @Test
  void windOfTheColumnThatIsLeftBlowsUpwards() {
    WindyGridWorld world = world(WindyGridWorld.Moves.KING_AND_STAY, false);
    assertThat(next(world, 66, 2)).as("two up from column 6").containsOnlyKeys(47);
    assertThat(next(world, 62, 2)).as("none in column 2").containsOnlyKeys(63);
    assertThat(next(world, 6, 3)).as("not over the edge").containsOnlyKeys(6);
    assertThat(next(world, 68, 8)).as("left to the wind").containsOnlyKeys(58);
    assertThat(next(world, 55, 5)).as("right and down against it").containsOnlyKeys(56);
  }

  @Test
  void gustsChangeAWindByOneAThirdOfTheTimeEach() {
    WindyGridWorld world = world(WindyGridWorld.Moves.FOUR, true);
    assertThat(next(world, 66, 2)).containsOnlyKeys(57, 47, 37);
    assertThat(next(world, 64, 2)).as("a wind of 1 calms down").containsOnlyKeys(65, 55, 45);
    assertThat(next(world, 64, 2).values())
        .allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-15)));
    assertThat(next(world, 60, 2)).as("no wind, no gusts").containsOnlyKeys(61);
  }

  @ParameterizedTest
  @EnumSource
  void stepsAgreeWithTheModel(WindyGridWorld.Moves moves) {
    ModelAgreement.check(world(moves, true), 3);
  }

  private static int walk(WindyGridWorld world, int... actions) {
    RandomStream random = new RandomStream(1);
    world.reset(random);
    for (int action : actions) {
      assertThat(world.step(action, random)).isEqualTo(-1);
    }
    return world.state();
  }

  private static Map<Integer, Double> next(WindyGridWorld world, int state, int action) {
    Map<Integer, Double> next = new TreeMap<>();
    world.successors(state, action, (p, s, reward, end) -> next.merge(s, p, Double::sum));
    return next;
  }

  private static WindyGridWorld world(WindyGridWorld.Moves moves, boolean gusts) {
    return new WindyGridWorld(new WindyGridWorld.Options(moves, gusts));
  }
}
