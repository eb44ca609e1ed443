package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridMapTest {

  @Test
  void statesAreTheCellsThatAreNoWallsAlongTheRows() {
    GridMap map = GridMap.parse("...G/.#.H/S...", Legend.GRID, false);
    assertThat(map.states()).isEqualTo(11);
    assertThat(map.row(5)).isEqualTo(1);
    assertThat(map.column(5)).isEqualTo(2);
    assertThat(map.cell(3)).isEqualTo(Cell.GOAL);
    assertThat(map.cell(6)).isEqualTo(Cell.PIT);
    assertThat(map.cell(7)).isEqualTo(Cell.START);
    assertThat(map.starts(false)).containsExactly(7);
    assertThat(map.starts(true)).containsExactly(0, 1, 2, 4, 5, 7, 8, 9, 10);
  }

  @Test
  void wallsAndEdgesStopMoves() {
    GridMap map = GridMap.parse("...G/.#.H/S...", Legend.GRID, false);
    assertThat(map.move(7, Direction.UP)).isEqualTo(4);
    assertThat(map.move(7, Direction.LEFT)).isEqualTo(7);
    assertThat(map.move(7, Direction.DOWN)).isEqualTo(7);
    assertThat(map.move(4, Direction.RIGHT)).as("into the wall").isEqualTo(4);
    assertThat(map.move(8, Direction.UP)).as("into the wall").isEqualTo(8);
    assertThat(map.move(2, Direction.RIGHT)).isEqualTo(3);
  }

  @Test
  void quarterTurnsGoRound() {
    assertThat(Direction.LEFT.turned(1)).isEqualTo(Direction.DOWN);
    assertThat(Direction.LEFT.turned(-1)).isEqualTo(Direction.UP);
    assertThat(Direction.UP.turned(1)).isEqualTo(Direction.LEFT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S../..q/..G | map line 2, column 3: unknown cell 'q'; use . (free), # (wall), S (start), "
            + "G (goal), H or X (pit)",
        "S../.../.. | map line 3 has 2 cells, but line 1 has 3; all lines need the same length",
        "S../..G/ | map line 3 is empty; lines are separated by / and made of . (free), # (wall), "
            + "S (start), G (goal), H or X (pit)",
        ".../..G | map has no start; mark at least one cell with S",
        "S../... | map has no goal; mark at least one cell with G",
        "S#G | map line 1, column 1: an episode can start here, but no goal can be reached",
        "SXG/.H. | map line 1, column 1: an episode can start here, but no goal can be reached",
        "SG./##./S#. | map line 3, column 1: an episode can start here, but no goal can be reached",
        "S.𝄞/..G | map line 1, column 3: unknown cell '𝄞'; use . (free), # (wall), S (start), "
            + "G (goal), H or X (pit)",
      })
  void badMapsAreRefusedWithLineAndColumn(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridMap.parse(text, Legend.GRID, false))
        .withMessage(message);
  }

  @Test
  void emptyMapIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridMap.parse("", Legend.LAKE, false))
        .withMessageStartingWith("map line 1 is empty");
  }

  @Test
  void randomStartsNeedNoMarkButAWayFromEveryFreeCell() {
    assertThat(GridMap.parse("..G", Legend.GRID, true).starts(true)).containsExactly(0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridMap.parse("..G/##H/.#.", Legend.GRID, true))
        .withMessageStartingWith("map line 3, column 1: an episode can start here");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridMap.parse("GH", Legend.GRID, true))
        .withMessage("map has no free cell to start in");
  }

  @Test
  void lakeHasLettersOfItsOwn() {
    assertThat(GridMap.parse("SFFG", Legend.LAKE, false).states()).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GridMap.parse("SF.G", Legend.LAKE, false))
        .withMessage(
            "map line 1, column 3: unknown cell '.'; use F (frozen), S (start), G (goal), H (hole)");
  }
}
