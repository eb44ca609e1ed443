package org.palaestra.app.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.Settings;
import org.palaestra.training.TrainingPlan;

final class ValueErrorTest {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());
  private static final Agents AGENTS = Agents.load(Plugins.none());

  private static TrainingPlan plan(
      String environment, Map<String, String> options, String agent, Map<String, String> changes) {
    return new TrainingPlan(
        ENVIRONMENTS.find(environment).spec(options),
        agent,
        Settings.flatten(AGENTS.find(agent).settings(changes)),
        1,
        100,
        1,
        "portable");
  }

  /** Says something of the state that it is shown. */
  @FunctionalInterface
  private interface Opinion {
    void tell(int state, Explains.Explanation out);
  }

  private static Policy with(Opinion opinion) {
    return copies -> new Opinionated(opinion);
  }

  private static final class Opinionated implements Actor, Explains {

    private final Opinion opinion;
    private int state;

    Opinionated(Opinion opinion) {
      this.opinion = opinion;
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      assertThat(now.starts).containsExactly(true);
      state = (int) now.observations[0];
    }

    @Override
    public void explain(int copy, Explanation out) {
      opinion.tell(state, out);
    }
  }

  private static Optional<ValueError> error(TrainingPlan plan, Policy policy) {
    return ValueError.of(plan, policy, ENVIRONMENTS, AGENTS);
  }

  /** With γ = 0.9 the probe's two states are worth 0.9 and 1. */
  @Test
  void errorsOfStateValuesAreThoseByHand() {
    TrainingPlan plan =
        plan("ProbeDelay-v1", Map.of("observed", "index"), "q-learning", Map.of("discount", "0.9"));
    ValueError half = error(plan, with((state, out) -> out.stateValue(0.5))).orElseThrow();
    assertThat(half.rootMeanSquare())
        .isCloseTo(Math.sqrt((0.4 * 0.4 + 0.5 * 0.5) / 2), within(1e-12));
    assertThat(half.maximum()).isCloseTo(0.5, within(1e-12));
    ValueError none =
        error(plan, with((state, out) -> out.stateValue(state == 0 ? 0.9 : 1))).orElseThrow();
    assertThat(none.maximum()).isZero();
  }

  /** Where no state is valued, the best action that is allowed there counts. */
  @Test
  void errorsOfActionValuesAreThoseOfTheBestAllowed() {
    TrainingPlan plan = plan("GamblersProblem-v1", Map.of(), "q-learning", Map.of());
    FiniteMdp world =
        ENVIRONMENTS.create(plan.environment()).ability(FiniteMdp.class).orElseThrow();
    ValueError good = error(plan, with((s, out) -> out.stateValue(0.25))).orElseThrow();
    ValueError actions =
        error(
                plan,
                with(
                    (s, out) -> {
                      float[] q = new float[world.actionSpace().n()];
                      boolean first = true;
                      for (int a = 0; a < q.length; a++) {
                        q[a] = !world.allowed(s, a) ? 99 : first ? 0.25f : -5;
                        first &= !world.allowed(s, a);
                      }
                      out.actionValues(q);
                    }))
            .orElseThrow();
    assertThat(actions).isEqualTo(good);
  }

  @Test
  void whereNothingIsToldThereIsNoError() {
    Policy told = with((state, out) -> out.stateValue(0.5));
    TrainingPlan lake = plan("FrozenLake-v1", Map.of(), "q-learning", Map.of());
    assertThat(error(lake, told)).isPresent();
    assertThat(error(lake, with((state, out) -> {}))).isEmpty();
    assertThat(error(lake, copies -> (now, out, streams) -> {})).isEmpty();
    assertThat(error(lake, with((state, out) -> out.stateValue(Double.NaN)))).isEmpty();
    // No discount is known, the values asked for are another policy's, or no state is numbered.
    assertThat(error(plan("FrozenLake-v1", Map.of(), "random", Map.of()), told)).isEmpty();
    assertThat(error(plan("RandomWalk19-v1", Map.of(), "td-0", Map.of()), told)).isEmpty();
    assertThat(error(plan("ProbeDelay-v1", Map.of(), "q-learning", Map.of()), told)).isEmpty();
    assertThat(error(plan("CartPole-v1", Map.of(), "dqn", Map.of()), told)).isEmpty();
  }

  /** It searches from where it stands, and the states are only shown. */
  @Test
  void searchesAreNotAskedFor() {
    Policy searching =
        copies ->
            (now, out, streams) -> {
              now.simulator();
            };
    assertThat(error(plan("FrozenLake-v1", Map.of(), "uct", Map.of()), searching)).isEmpty();
  }

  /** Without a discount, rewards that never end add up to more and more. */
  @Test
  void valuesThatNeverSettleHaveNoError() {
    Policy told = with((state, out) -> out.stateValue(0.5));
    TrainingPlan rental =
        plan("JacksCarRental-v1", Map.of(), "q-learning", Map.of("discount", "1"));
    assertThat(error(rental, told)).isEmpty();
    TrainingPlan lake = plan("FrozenLake-v1", Map.of(), "q-learning", Map.of("discount", "1"));
    assertThat(error(lake, told)).isPresent(); // every way comes to an end
  }
}
