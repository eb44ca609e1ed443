package org.palaestra.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environments.finite.ValueSweeps;

/** Whole transition tables of Gymnasium, and what they are worth. */
class GymnasiumTablesTest {

  private record Outcome(double probability, int next, double reward, boolean terminated) {}

  /** Every row, also those of states in which the process can only have ended. */
  @ParameterizedTest
  @ValueSource(strings = {"FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "Taxi-v4"})
  void modelIsTheRecordedTable(String id) {
    JsonNode reference = ReferenceData.tree("gymnasium/" + id + ".model.json.gz");
    FiniteMdp mdp = (FiniteMdp) Registered.create(id);
    assertThat(mdp.states()).isEqualTo(reference.get("states").asInt());
    assertThat(mdp.actionSpace().n()).isEqualTo(reference.get("actions").asInt());
    for (int state = 0; state < mdp.states(); state++) {
      for (int action = 0; action < mdp.actionSpace().n(); action++) {
        List<Outcome> expected = new ArrayList<>();
        for (JsonNode row : reference.get("transitions").get(state).get(action)) {
          expected.add(
              new Outcome(
                  row.get(0).asDouble(),
                  row.get(1).asInt(),
                  row.get(2).asDouble(),
                  row.get(3).asBoolean()));
        }
        List<Outcome> actual = new ArrayList<>();
        mdp.successors(
            state, action, (p, next, reward, end) -> actual.add(new Outcome(p, next, reward, end)));
        assertThat(actual).as("%s: action %s in state %s", id, action, state).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "Taxi-v4"})
  void startsAreTheRecordedOnes(String id) {
    JsonNode reference = ReferenceData.tree("gymnasium/" + id + ".model.json.gz").get("initial");
    FiniteMdp mdp = (FiniteMdp) Registered.create(id);
    double[] expected = new double[mdp.states()];
    for (int state = 0; state < expected.length; state++) {
      expected[state] = reference.get(state).asDouble();
    }
    double[] actual = new double[mdp.states()];
    mdp.initial((probability, state) -> actual[state] += probability);
    assertThat(actual).containsExactly(expected, within(1e-15));
  }

  /** The tables of this build, swept here, against the values that were recorded with theirs. */
  @Test
  void valuesAreTheRecordedOnesInEveryState() {
    int compared = 0;
    for (JsonNode entry : ReferenceData.tree("planning/optimal-values.json").get("values")) {
      String id = entry.get("environment").asText();
      FiniteMdp mdp = (FiniteMdp) Registered.create(id);
      double discount = entry.get("discount").asDouble();
      double[] optimal = ValueSweeps.optimal(mdp, discount);
      double[] uniform = ValueSweeps.uniform(mdp, discount);
      for (int state = 0; state < optimal.length; state++) {
        String place = "%s, discount %s, state %d".formatted(id, discount, state);
        assertThat(optimal[state])
            .as(place)
            .isCloseTo(entry.get("optimal_values").get(state).asDouble(), within(1e-9));
        assertThat(uniform[state])
            .as(place)
            .isCloseTo(entry.get("uniform_policy_values").get(state).asDouble(), within(1e-9));
      }
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(8);
  }
}
