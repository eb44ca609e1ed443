package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.environments.finite.ValueSweeps;

/** {@link DynaMaze} and {@link FourRooms}. */
class MazesTest {

  @Test
  void shortestWayThroughDynasMazeTakesFourteenSteps() {
    DynaMaze maze = new DynaMaze();
    assertThat(maze.states()).isEqualTo(47);
    int[] start = new int[1];
    maze.initial((p, state) -> start[0] = state);
    // The reward of the fourteenth step is discounted thirteen times.
    assertThat(ValueSweeps.optimal(maze, 0.95)[start[0]])
        .isCloseTo(Math.pow(0.95, 13), within(1e-12));
  }

  @Test
  void fourRoomsHaveTheCellsOfThePaper() {
    FourRooms rooms = new FourRooms(FourRooms.Options.HOUSE);
    assertThat(rooms.states()).isEqualTo(104);
    Map<Integer, Double> starts = new TreeMap<>();
    rooms.initial((p, state) -> starts.put(state, p));
    assertThat(starts).hasSize(103);
    assertThat(starts.values()).allSatisfy(p -> assertThat(p).isCloseTo(1 / 103.0, within(1e-15)));
  }

  @Test
  void moveSlipsInEachOtherDirectionWithANinth() {
    FourRooms rooms = new FourRooms(FourRooms.Options.HOUSE);
    // Row 2, column 2 of the upper left room, to the right: states 10 a row.
    Map<Integer, Double> next = new TreeMap<>();
    rooms.successors(11, 2, (p, s, reward, end) -> next.merge(s, p, Double::sum));
    assertThat(next).containsOnlyKeys(1, 10, 12, 21);
    assertThat(next.get(12)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(next.get(1)).isCloseTo(1 / 9.0, within(1e-15));
    assertThat(next.get(10)).isCloseTo(1 / 9.0, within(1e-15));
    assertThat(next.get(21)).isCloseTo(1 / 9.0, within(1e-15));
  }

  @Test
  void episodesStartInEveryFreeCellAndEndInAPitWithoutReward() {
    FourRooms rooms = new FourRooms(new FourRooms.Options("S.XG/....", 0));
    List<Integer> starts = new ArrayList<>();
    rooms.initial((probability, state) -> starts.add(state));
    assertThat(starts).containsExactly(0, 1, 4, 5, 6, 7);
    rooms.successors(
        1,
        2,
        (probability, next, reward, terminated) -> {
          assertThat(next).isEqualTo(2);
          assertThat(reward).isZero();
          assertThat(terminated).isTrue();
        });
  }

  @Test
  void withoutSlipTheFarCornerIsAsFarAsItsSteps() {
    FourRooms rooms = new FourRooms(new FourRooms.Options(FourRooms.Options.HOUSE.map(), 0));
    // From (1, 1) by (3, 6) to (7, 9): 7 steps to the hallway, then 3 right and 4 down.
    assertThat(ValueSweeps.optimal(rooms, 0.9)[0]).isCloseTo(Math.pow(0.9, 13), within(1e-12));
  }

  @Test
  void badOptionsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FourRooms.Options("..G", 1.5))
        .withMessage("slip must be in [0, 1], got 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FourRooms.Options("..G/.?.", 0))
        .withMessageStartingWith("map line 2, column 2: unknown cell '?'");
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(new DynaMaze(), 1);
    ModelAgreement.check(new FourRooms(FourRooms.Options.HOUSE), 2);
  }
}
