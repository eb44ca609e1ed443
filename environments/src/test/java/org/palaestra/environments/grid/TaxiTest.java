package org.palaestra.environments.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.palaestra.environments.finite.ModelAgreement;
import org.palaestra.random.RandomStream;
import org.palaestra.view.Drawing;

class TaxiTest {

  private final Taxi taxi = new Taxi(Taxi.Options.DRY);
  private final RandomStream random = new RandomStream(1);

  private static int state(int row, int column, int passenger, int destination) {
    return ((row * 5 + column) * 5 + passenger) * 4 + destination;
  }

  @Test
  void rideFromRedToBlue() {
    // From the stand R, down two rows, right to column 3, down to B: 1 + 2 + 3 + 2 + 1 actions.
    taxi.restore(new double[] {state(0, 0, 0, 3)}, 1);
    double total = 0;
    for (int action : new int[] {4, 0, 0, 2, 2, 2, 0, 0, 5}) {
      assertThat(taxi.terminated()).isFalse();
      total += taxi.step(action, random);
    }
    assertThat(taxi.terminated()).isTrue();
    assertThat(total).isEqualTo(20 - 8);
    assertThat(taxi.state()).isEqualTo(state(4, 3, 3, 3));
  }

  @Test
  void whatCannotBeCostsTen() {
    taxi.restore(new double[] {state(2, 2, 0, 1)}, 1);
    assertThat(taxi.step(4, random)).as("nobody there").isEqualTo(-10);
    assertThat(taxi.step(5, random)).as("nobody in the taxi").isEqualTo(-10);
    taxi.restore(new double[] {state(2, 2, 4, 1)}, 1);
    assertThat(taxi.step(5, random)).as("no stand").isEqualTo(-10);
    taxi.restore(new double[] {state(4, 0, 4, 1)}, 1);
    assertThat(taxi.step(5, random)).as("another stand").isEqualTo(-1);
    assertThat(taxi.state()).isEqualTo(state(4, 0, 2, 1));
    assertThat(taxi.terminated()).isFalse();
  }

  @Test
  void rainDrivesAstrayOnlyWhereTheRoadIsOpen() {
    Taxi rainy = new Taxi(new Taxi.Options(true));
    // Row 2, column 2, upwards: to the left is column 1, to the right column 3.
    assertThat(next(rainy, state(2, 2, 4, 0), 1))
        .containsOnlyKeys(state(1, 2, 4, 0), state(2, 1, 4, 0), state(2, 3, 4, 0));
    assertThat(next(rainy, state(2, 2, 4, 0), 1).get(state(1, 2, 4, 0)))
        .isCloseTo(0.8, within(1e-15));
    // Row 0, column 1, downwards: a wall on its right keeps the taxi in place.
    assertThat(next(rainy, state(0, 1, 4, 0), 0))
        .containsOnlyKeys(state(1, 1, 4, 0), state(0, 1, 4, 0), state(0, 0, 4, 0));
    assertThat(next(rainy, state(0, 1, 4, 0), 2)).containsOnlyKeys(state(0, 1, 4, 0));
    ModelAgreement.check(rainy, 4);
  }

  @Test
  void stepsAgreeWithTheModel() {
    ModelAgreement.check(taxi, 5);
  }

  @Test
  void measuresThePartsOfTheState() {
    taxi.restore(new double[] {state(3, 1, 2, 0)}, 1);
    Map<String, Double> measures = new HashMap<>();
    taxi.measure(measures::put);
    assertThat(measures)
        .isEqualTo(Map.of("row", 3.0, "column", 1.0, "passenger", 2.0, "destination", 0.0));
  }

  @Test
  void passengerIsPaintedInTheTaxiOrAtTheStand() {
    taxi.restore(new double[] {state(3, 1, 1, 0)}, 1);
    assertThat(entity("taxi").x()).isEqualTo(1.5);
    assertThat(entity("taxi").y()).isEqualTo(1.5);
    assertThat(entity("passenger").x()).isBetween(4.0, 5.0);
    assertThat(entity("passenger").y()).isBetween(4.0, 5.0);
    taxi.restore(new double[] {state(3, 1, 4, 0)}, 1);
    assertThat(entity("passenger").x()).isBetween(1.0, 2.0);
    assertThat(entity("destination").y()).isEqualTo(4.5);
  }

  private Drawing.EntityBegin entity(String kind) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    taxi.paint(recorder);
    List<Drawing.EntityBegin> found =
        recorder.take().shapes().stream()
            .filter(Drawing.EntityBegin.class::isInstance)
            .map(Drawing.EntityBegin.class::cast)
            .filter(entity -> entity.kind().equals(kind))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static Map<Integer, Double> next(Taxi taxi, int state, int action) {
    Map<Integer, Double> next = new TreeMap<>();
    taxi.successors(state, action, (p, s, reward, end) -> next.merge(s, p, Double::sum));
    return next;
  }
}
