package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environments.GridWorlds;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.environments.finite.ValueSweeps;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.view.Drawing;

class GridWorldTest {

  private final GridWorld world = new GridWorld(GridWorld.Options.RUSSELL_NORVIG);

  @Test
  void optimalValuesAreThoseOfTheBook() {
    // Russell and Norvig, figure 17.3, to its three decimals.
    double[] expected = {0.812, 0.868, 0.918, 0, 0.762, 0.660, 0, 0.705, 0.655, 0.611, 0.388};
    assertThat(ValueSweeps.optimal(world, 1)).containsExactly(expected, within(0.0005));
  }

  @Test
  void modelSlipsPerpendicularHalfEachWay() {
    // From the cell left of the goal: right is the goal, up the edge, down the cell above (1, 2).
    assertThat(outcomes(world, 2, 2))
        .containsExactly("0.1 5 -0.04 false", "0.8 3 0.96 true", "0.1 2 -0.04 false");
    // Beside the pit, upwards: left is the wall, right the pit.
    assertThat(outcomes(world, 5, 3))
        .containsExactly("0.1 6 -1.04 true", "0.8 2 -0.04 false", "0.1 5 -0.04 false");
  }

  @Test
  void withoutSlipEveryMoveHasOneOutcome() {
    GridWorld firm = world("...G/.#.H/S...", 0, GridWorld.Start.FIXED);
    assertThat(outcomes(firm, 7, 3)).containsExactly("1.0 4 -0.04 false");
  }

  @Test
  void withFullSlipTheChosenDirectionNeverHappens() {
    GridWorld wild = world("...G/.#.H/S...", 1, GridWorld.Start.FIXED);
    assertThat(outcomes(wild, 2, 2)).containsExactly("0.5 5 -0.04 false", "0.5 2 -0.04 false");
  }

  @Test
  void shortestWayEarnsTheGoalLessItsSteps() {
    GridWorld firm = world("...G/.#.H/S...", 0, GridWorld.Start.FIXED);
    RandomStream random = new RandomStream(1);
    firm.reset(random);
    assertThat(firm.state()).isEqualTo(7);
    double total = 0;
    for (int action : new int[] {3, 3, 2, 2, 2}) {
      assertThat(firm.terminated()).isFalse();
      total += firm.step(action, random);
    }
    assertThat(firm.terminated()).isTrue();
    assertThat(total).isCloseTo(1 - 5 * 0.04, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stepsAgreeWithTheModel(long seed) {
    ModelAgreement.check(world, seed);
    ModelAgreement.check(world("S.S/.#X/S.G", 0.5, GridWorld.Start.FIXED), seed);
    ModelAgreement.check(world("..#/..X/#.G", 0.3, GridWorld.Start.RANDOM), seed);
  }

  @Test
  void everyResetAndStepTakesOneRandomNumber() {
    RandomStream random = new RandomStream(5);
    RandomStream counted = new RandomStream(5);
    world.reset(random);
    counted.nextDouble();
    assertThat(random.nextLong()).isEqualTo(counted.nextLong());
    world.step(0, random);
    counted.nextDouble();
    assertThat(random.nextLong()).isEqualTo(counted.nextLong());
  }

  @Test
  void randomStartsCoverEveryFreeCellAlike() {
    GridWorld anywhere = world("S.G/.#H", 0, GridWorld.Start.RANDOM);
    Map<Integer, Double> starts = new HashMap<>();
    anywhere.initial((probability, state) -> starts.put(state, probability));
    assertThat(starts).containsOnlyKeys(0, 1, 3);
    assertThat(starts.values()).allSatisfy(p -> assertThat(p).isCloseTo(1 / 3.0, within(1e-15)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.2, -0.1, Double.NaN})
  void refusesASlipOutsideTheUnitInterval(double slip) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world("S.G", slip, GridWorld.Start.FIXED))
        .withMessage("slip must be in [0, 1], got " + slip);
  }

  @Test
  void refusesRewardsThatAreNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GridWorld.Options(
                    "S.G", 0, Double.POSITIVE_INFINITY, 1, -1, GridWorld.Start.FIXED))
        .withMessage("stepReward must be finite, got Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GridWorld.Options("S.G", 0, 0, 1, Double.NaN, GridWorld.Start.FIXED))
        .withMessage("pitReward must be finite, got NaN");
  }

  @Test
  void optionsGivenAsTextReachTheWorld() {
    EnvironmentDefinition<?> definition = new GridWorlds().environments().get(0);
    GridWorld made =
        (GridWorld)
            definition.create(
                definition.spec(
                    Map.of("map", "..#/..G", "slip", "0", "stepReward", "-1", "start", "random")));
    assertThat(made.states()).isEqualTo(5);
    assertThat(outcomes(made, 3, 2)).containsExactly("1.0 4 0.0 true");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> definition.spec(Map.of("map", "S..G/...q")))
        .withMessage(
            "map=S..G/...q: map line 2, column 4: unknown cell 'q'; use . (free), # (wall), "
                + "S (start), G (goal), H or X (pit)");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> definition.spec(Map.of("slipp", "0")))
        .withMessageContaining("did you mean slip?");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 11, 2.5, Double.NaN, Double.POSITIVE_INFINITY, 4e9})
  void refusesANumberThatIsNoState(double number) {
    world.restore(new double[] {4}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.restore(new double[] {number}, 1))
        .withMessage("GridWorld: the state must be a whole number from 0 to 10, got " + number);
    assertThat(world.state()).isEqualTo(4);
  }

  @Test
  void endIsAPropertyOfTheRestoredState() {
    for (int state = 0; state < world.states(); state++) {
      world.restore(new double[] {state}, 1);
      assertThat(world.terminated()).isEqualTo(state == 3 || state == 6);
    }
  }

  @Test
  void measuresRowAndColumn() {
    world.restore(new double[] {5}, 1);
    Map<String, Double> measures = new HashMap<>();
    world.measure(measures::put);
    assertThat(measures).containsEntry("row", 1.0).containsEntry("column", 2.0);
  }

  @Test
  void paintingShowsTheMapAndTheAgentInItsCell() {
    world.restore(new double[] {5}, 1);
    List<Drawing.EntityBegin> entities = entities(world);
    assertThat(entities.stream().map(e -> e.kind() + " " + e.x() + " " + e.y()))
        .containsExactly(
            "goal 3.5 2.5", "wall 1.5 1.5", "pit 3.5 1.5", "start 0.5 0.5", "agent 2.5 1.5");
  }

  private static List<Drawing.EntityBegin> entities(GridWorld world) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    world.paint(recorder);
    return recorder.take().shapes().stream()
        .filter(Drawing.EntityBegin.class::isInstance)
        .map(Drawing.EntityBegin.class::cast)
        .toList();
  }

  private static GridWorld world(String map, double slip, GridWorld.Start start) {
    return new GridWorld(new GridWorld.Options(map, slip, -0.04, 1, -1, start));
  }

  private static List<String> outcomes(GridWorld world, int state, int action) {
    List<String> outcomes = new ArrayList<>();
    world.successors(
        state,
        action,
        (probability, next, reward, terminated) ->
            outcomes.add(probability + " " + next + " " + reward + " " + terminated));
    return outcomes;
  }
}
