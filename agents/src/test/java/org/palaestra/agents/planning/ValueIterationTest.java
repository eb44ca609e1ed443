package org.palaestra.agents.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Planning;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Discrete;
import org.palaestra.store.Json;

final class ValueIterationTest {

  @Test
  void valuesAreTheRecordedOptimaOfEveryTable() throws IOException {
    int checked = 0;
    for (JsonNode one : Recorded.values()) {
      Planning planning =
          new ValueIteration(1e-13)
              .plan(
                  Recorded.table(one.path("environment").asText()),
                  one.path("discount").asDouble());
      int sweeps = 0;
      while (planning.sweep()) {
        sweeps++;
        assertThat(sweeps).isLessThan(100_000);
      }
      for (int s = 0; s < planning.values().length; s++) {
        assertThat(planning.values()[s])
            .as("%s, state %d", one.path("environment").asText(), s)
            .isCloseTo(one.path("optimal_values").get(s).asDouble(), within(1e-9));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  /**
   * States 0, 1, 2 in a row. Action 1 leads right with reward −1, and from state 2 out of the world
   * with reward 10; action 0 stays for 0.
   */
  private static FiniteMdp corridor(boolean stayAllowed) throws IOException {
    String row = "[[[1,%d,0,false]],[[1,%d,%s,%b]]]";
    String json =
        "{\"states\":3,\"actions\":2,\"transitions\":[%s,%s,%s]}"
            .formatted(
                row.formatted(0, 1, -1, false),
                row.formatted(1, 2, -1, false),
                row.formatted(2, 2, 10, true));
    FiniteMdp all = new TableMdp(Json.parse(json));
    if (stayAllowed) {
      return all;
    }
    return new MaskedMdp(all);
  }

  @Test
  void aSweepInPlaceUsesWhatItHasJustComputed() throws IOException {
    Planning planning = new ValueIteration(1e-9).plan(corridor(true), 0.5);
    assertThat(planning.sweep()).isTrue();
    // From left to right: nothing is known of the goal but in its own state.
    assertThat(planning.values()).containsExactly(0, 0, 10);
    planning.sweep();
    assertThat(planning.values()).containsExactly(0, 4, 10);
    planning.sweep();
    assertThat(planning.values()).containsExactly(1, 4, 10);
    assertThat(planning.residual()).isEqualTo(1);
    assertThat(planning.sweep()).as("nothing moves any more").isFalse();
    assertThat(planning.residual()).isZero();
  }

  @Test
  void theGreedyPolicyTakesTheBestActionAndSkipsForbiddenOnes() throws IOException {
    assertThat(greedy(corridor(true), 0.1)).as("staying is better").containsExactly(0, 0, 1);
    assertThat(greedy(corridor(true), 0.9)).containsExactly(1, 1, 1);
    assertThat(greedy(corridor(false), 0.1)).as("staying is forbidden").containsExactly(1, 1, 1);
  }

  private static int[] greedy(FiniteMdp mdp, double discount) {
    Planning planning = new ValueIteration(1e-9).plan(mdp, discount);
    while (planning.sweep()) {
      assertThat(planning.residual()).isFinite();
    }
    StepBatch batch = new StepBatch(3, 1, 0);
    System.arraycopy(new float[] {0, 1, 2}, 0, batch.observations, 0, 3);
    ActionBatch actions = new ActionBatch(new Discrete(2), 3);
    RandomStream[] streams = {new RandomStream(1), new RandomStream(2), new RandomStream(3)};
    planning.policy().actor(3).act(batch, actions, streams);
    return actions.indices;
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> ValueIteration.definition().settings(Map.of("discount", "1.2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("discount=1.2: discount must be in [0, 1], got 1.2");
    assertThatThrownBy(() -> ValueIteration.definition().settings(Map.of("tolerance", "0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tolerance must be in (0, 1), got 0.0");
  }
}
