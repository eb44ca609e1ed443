package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
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
import org.palaestra.settings.Settings;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

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

  private static Trainer training() {
    AgentDefinition<?> definition = ExactPolicyIteration.definition();
    Environments environments =
        Environments.of(new GridWorlds().environments().toArray(EnvironmentDefinition<?>[]::new));
    TrainingPlan plan =
        new TrainingPlan(
            environments.find("FrozenLake8x8-v1").spec(),
            definition.id(),
            Settings.flatten(definition.defaults()),
            1,
            1000,
            1,
            "scalar");
    return new Trainer(plan, environments, Agents.of(definition));
  }

  /** It is done after a few rounds, so that every place where it can be stopped is tried. */
  @Test
  void whereverItIsStoppedItEndsWithTheSameBits(@TempDir Path folder) throws Exception {
    int rounds = 0;
    String hash;
    try (Trainer straight = training()) {
      while (!straight.done()) {
        Checkpoint.write(folder.resolve(Integer.toString(rounds++)), straight);
        straight.step();
      }
      hash = Checkpoint.hashOf(straight);
    }
    assertThat(rounds).isGreaterThan(3);
    for (int stop = 0; stop < rounds; stop++) {
      try (Trainer other = training()) {
        other.restore(Checkpoint.read(folder.resolve(Integer.toString(stop))).state());
        while (!other.done()) {
          other.step();
        }
        assertThat(Checkpoint.hashOf(other)).as("stopped after " + stop).isEqualTo(hash);
      }
    }
  }

  /**
   * Two states. In 0, action 0 pays 1 and stays or goes to 1, each with 1/2; action 1 ends with 2.
   * In 1, action 0 goes back for nothing; action 1 ends with 4.
   */
  private static final class Crossing implements FiniteMdp {

    @Override
    public int states() {
      return 2;
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public Space observationSpace() {
      return new Discrete(2);
    }

    @Override
    public void initial(InitialVisitor visitor) {
      visitor.visit(1, 0);
    }

    @Override
    public void successors(int state, int action, SuccessorVisitor visitor) {
      if (action == 1) {
        visitor.visit(1, state, state == 0 ? 2 : 4, true);
      } else if (state == 1) {
        visitor.visit(1, 0, 0, false);
      } else {
        visitor.visit(0.5, 0, 1, false);
        visitor.visit(0.5, 1, 1, false);
      }
    }

    @Override
    public int state() {
      throw new UnsupportedOperationException("it is planned for, not stepped");
    }

    @Override
    public void reset(RandomGenerator random) {
      throw new UnsupportedOperationException("it is planned for, not stepped");
    }

    @Override
    public double step(int action, RandomGenerator random) {
      throw new UnsupportedOperationException("it is planned for, not stepped");
    }

    @Override
    public boolean terminated() {
      throw new UnsupportedOperationException("it is planned for, not stepped");
    }

    @Override
    public void observe(float[] out, int offset) {
      throw new UnsupportedOperationException("it is planned for, not stepped");
    }
  }

  /**
   * γ = 1/2. Always action 0: V(0) = 1 + V(0)/4 + V(1)/4 and V(1) = V(0)/2, so 8/5 and 4/5. To end
   * is better in both, 2 and 4; then to go on in 0 is, 1 + 2/4 + 4/4 = 5/2, and V(0) = 2 + V(0)/4.
   */
  @Test
  void eachPolicyIsSolvedForAndImproved() {
    Planning planning =
        PolicyIteration.exact(ExactPolicyIteration::evaluate).plan(new Crossing(), 0.5);
    for (double[] values : new double[][] {{1.6, 0.8}, {2, 4}}) {
      assertThat(planning.sweep()).isTrue();
      assertThat(planning.values()).containsExactly(values, within(1e-14));
    }
    assertThat(planning.sweep()).as("nothing is better any more").isFalse();
    assertThat(planning.values()).containsExactly(new double[] {8 / 3.0, 4}, within(1e-14));
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
