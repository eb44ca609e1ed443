package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;

class SimulatorTest {

  private static final Environments LINE =
      Environments.of(EnvironmentDefinition.of("Line-v0", "a line", 10, Line::new));

  private final ActionBatch right = new ActionBatch(new Discrete(3), 2);

  SimulatorTest() {
    right.indices[0] = 1;
    right.indices[1] = 1;
  }

  private static EnvironmentSpec spec(String... wrappers) {
    return LINE.find("Line-v0")
        .spec()
        .withWrappers(List.of(wrappers).stream().map(SimulatorTest::wrapper).toList());
  }

  private static WrapperSpec wrapper(String text) {
    WrapperSpec parsed = WrapperSpec.parse(text);
    return LINE.wrapper(parsed.name()).spec(parsed.options());
  }

  /** Plays to the end of an episode; rewards and then the last observation. */
  private double[] play(Simulator simulator, double[] state, int length, RandomGenerator random) {
    simulator.restore(state, length);
    double[] seen = new double[12];
    int at = 0;
    while (!simulator.terminated() && !simulator.truncated()) {
      seen[at++] = simulator.step(right, random);
    }
    float[] observation = new float[1];
    simulator.observe(observation, 0);
    seen[at] = observation[0];
    return seen;
  }

  @Test
  void whatIsTriedLeavesTheEnvironmentAlone() {
    try (VectorEnvironment environment = LINE.vector(spec("sticky-actions"), 2)) {
      StepBatch now = environment.reset((copy, episode) -> 10L * copy + episode);
      Simulator simulator = now.simulator();
      double[] state = new double[simulator.stateSize()];
      for (int step = 0; step < 30; step++) {
        String before = Checkpoint.hashOf(environment);
        for (int copy = 0; copy < 2; copy++) {
          int length = now.state(copy, state);
          double[] once = play(simulator, state, length, new RandomStream(step));
          double[] again = play(simulator, state, length, new RandomStream(step));
          assertThat(again).isEqualTo(once);
          simulator.restore(state, length);
          float[] observation = new float[1];
          simulator.observe(observation, 0);
          assertThat(observation[0]).isEqualTo(now.observations[copy]);
          for (int action = 0; action < 3; action++) {
            assertThat(simulator.allowed(action)).isEqualTo(now.allowed[3 * copy + action]);
          }
          double[] saved = new double[simulator.stateSize()];
          assertThat(simulator.save(saved)).isEqualTo(length);
          assertThat(saved).isEqualTo(state);
        }
        assertThat(Checkpoint.hashOf(environment)).isEqualTo(before);
        now = environment.step(right);
      }
    }
  }

  @Test
  void chanceIsTheCallersAndNotTheEpisodes() {
    try (VectorEnvironment environment = LINE.vector(spec(), 1)) {
      StepBatch now = environment.reset((copy, episode) -> 1);
      Simulator simulator = now.simulator();
      double[] state = new double[simulator.stateSize()];
      int length = now.state(0, state);
      double[] first = play(simulator, state, length, new RandomStream(0));
      int others = 0;
      for (int seed = 1; seed < 20; seed++) {
        others +=
            Arrays.equals(first, play(simulator, state, length, new RandomStream(seed))) ? 0 : 1;
      }
      assertThat(others).isPositive();
    }
  }

  @Test
  void stepsThatWereTakenCountTowardsTheTimeLimit() {
    ActionBatch stay = new ActionBatch(new Discrete(3), 1);
    stay.indices[0] = 2;
    try (VectorEnvironment environment = LINE.vector(spec(), 1)) {
      StepBatch now = environment.reset((copy, episode) -> 1);
      for (int step = 0; step < 7; step++) {
        now = environment.step(stay);
      }
      Simulator simulator = now.simulator();
      double[] state = new double[simulator.stateSize()];
      simulator.restore(state, now.state(0, state));
      RandomStream random = new RandomStream(3);
      simulator.step(stay, random);
      simulator.step(stay, random);
      assertThat(simulator.truncated()).isFalse();
      simulator.step(stay, random);
      assertThat(simulator.truncated()).isTrue();
      assertThat(simulator.terminated()).isFalse();
    }
  }

  /** Its memory is there in training alone, and so are its rewards. */
  @Test
  void simulatorFitsTheEnvironmentThatIsActedIn() {
    EnvironmentSpec delayed = spec("delay-reward:steps=5");
    for (EnvironmentSpec one : List.of(delayed, LINE.scored(delayed))) {
      try (VectorEnvironment environment = LINE.vector(one, 1)) {
        StepBatch now = environment.reset((copy, episode) -> 1);
        Simulator simulator = now.simulator();
        double[] state = new double[simulator.stateSize()];
        double[] rewards = play(simulator, state, now.state(0, state), new RandomStream(0));
        assertThat(rewards[0]).isEqualTo(one.equals(delayed) ? 0 : -0.01);
      }
    }
  }

  @Test
  void oldBatchesCannotBeAsked() {
    try (VectorEnvironment environment = LINE.vector(spec(), 1)) {
      StepBatch before = environment.reset((copy, episode) -> 1);
      environment.step(right);
      assertThatThrownBy(() -> before.state(0, new double[9]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("gone on");
    }
  }

  @Test
  void whatCannotBeRestoredCannotBeSimulated() {
    try (VectorEnvironment environment =
        new LocalVectorEnvironment(
            LocalVectorEnvironmentTest.Counter.spec(5),
            1,
            LocalVectorEnvironmentTest.Counter::new)) {
      StepBatch now = environment.reset((copy, episode) -> 1);
      assertThatThrownBy(now::simulator).hasMessageContaining("Restorable");
      assertThatThrownBy(() -> now.state(0, new double[9])).hasMessageContaining("Restorable");
    }
  }

  @Test
  void whatIsNoStateIsRefused() {
    try (VectorEnvironment environment = LINE.vector(spec(), 1)) {
      Simulator simulator = environment.reset((copy, episode) -> 1).simulator();
      assertThatThrownBy(() -> simulator.restore(new double[] {3, -1}, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got -1.0");
      assertThatThrownBy(() -> simulator.restore(new double[] {3, 1}, 0))
          .hasMessageContaining("nothing");
    }
  }
}
