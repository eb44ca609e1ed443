package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Planning;
import org.palaestra.agents.planning.Model;
import org.palaestra.agents.planning.PolicyIteration;
import org.palaestra.agents.planning.TabularPolicy;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environments.FiniteWorlds;
import org.palaestra.environments.GridWorlds;
import org.palaestra.settings.InvalidInputException;

final class ExactPolicyIterationTest {

  private static FiniteMdp mdp(String id, String... options) {
    Environments all =
        Environments.of(
            java.util.stream.Stream.concat(
                    new GridWorlds().environments().stream(),
                    new FiniteWorlds().environments().stream())
                .toArray(EnvironmentDefinition<?>[]::new));
    return (FiniteMdp)
        all.create(
            all.find(id).spec(options.length == 0 ? Map.of() : Map.of(options[0], options[1])));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FrozenLake-v1", "FrozenLake8x8-v1", "CliffWalking-v1", "Taxi-v4"})
  void aFewRoundsFindWhatSweepsFind(String id) {
    FiniteMdp mdp = mdp(id);
    Planning exact = PolicyIteration.exact(ExactPolicyIteration::evaluate).plan(mdp, 0.95);
    int rounds = 1;
    while (exact.sweep()) {
      assertThat(++rounds).isLessThan(40);
    }
    Planning sweeps = new ValueIteration(1e-13).plan(mdp, 0.95);
    while (sweeps.sweep()) {
      assertThat(sweeps.residual()).isFinite();
    }
    assertThat(exact.values()).containsExactly(sweeps.values(), within(1e-10));
  }

  /** Its values solve the equations of its own policy: one more sweep moves none of them. */
  @Test
  void exactValuesAreAFixedPoint() {
    Model model = new Model(mdp("FrozenLake-v1"));
    TabularPolicy policy = new TabularPolicy(model);
    double[] values = new double[model.states];
    ExactPolicyIteration.evaluate(model, policy, 0.99, values);
    assertThat(policy.evaluate(0.99, values)).isLessThan(1e-14);
  }

  @Test
  void whatCannotBeSolvedIsRefused() {
    assertThatThrownBy(() -> ExactPolicyIteration.definition().settings(Map.of("discount", "1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("discount must be below 1");
    FiniteMdp large = mdp("DeepSea-v1", "size", "100");
    assertThatThrownBy(() -> ExactPolicyIteration.solvable(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 5,000 states are solved for: use policy-iteration");
  }
}
