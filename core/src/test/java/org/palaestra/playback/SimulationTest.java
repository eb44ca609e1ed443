package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Policy;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.playback.Simulation.Status;

class SimulationTest {

  private static final double FAST = 1000; // steps a second, so that tests need not wait
  private static final Policy ALWAYS_ONE = copies -> (now, out, streams) -> out.indices[0] = 1;

  private static Playback playback(Countdown environment) {
    return new Playback(Countdown.vector(0, environment), ALWAYS_ONE, 1);
  }

  private static Status await(Simulation simulation, Predicate<Status> condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Status status = simulation.status();
    while (!condition.test(status)) {
      assertThat(System.nanoTime()).as("gave up waiting at %s", status).isLessThan(deadline);
      Thread.onSpinWait();
      status = simulation.status();
    }
    return status;
  }

  @Test
  void agentKeepsActingWhileNobodyLooks() throws InterruptedException {
    CountDownLatch steps = new CountDownLatch(300);
    Countdown counting =
        new Countdown(100_000) {
          @Override
          public double step(int action, RandomGenerator random) {
            steps.countDown();
            return super.step(action, random);
          }
        };
    try (Simulation simulation = new Simulation(playback(counting), FAST, 0)) {
      simulation.start();
      assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(await(simulation, s -> s.frame().step() >= 300).frame().ended()).isFalse();
    }
  }

  @Test
  void pausedSimulationTakesSingleStepsOnly() {
    try (Simulation simulation = new Simulation(playback(new Countdown(1000)), 1e-3, 0)) {
      simulation.start();
      simulation.singleStep();
      assertThat(await(simulation, s -> s.frame().step() == 1).paused()).isTrue();
      simulation.singleStep();
      simulation.singleStep();
      assertThat(await(simulation, s -> s.frame().step() == 3).paused()).isTrue();
      simulation.togglePause();
      assertThat(await(simulation, s -> !s.paused()).frame().step()).isEqualTo(3);
    }
  }

  @Test
  void pausedSimulationGoesOnWhenToldTo() {
    try (Simulation simulation = new Simulation(playback(new Countdown(100_000)), FAST, 0)) {
      simulation.togglePause();
      simulation.start();
      await(simulation, Status::paused);
      simulation.togglePause();
      await(simulation, s -> s.frame().step() > 10);
    }
  }

  @Test
  void speedAndRestartAreCommands() {
    try (Simulation simulation = new Simulation(playback(new Countdown(1000)), 1e-3, 0)) {
      simulation.start();
      simulation.faster();
      simulation.faster();
      await(simulation, s -> s.speed() == 4);
      simulation.slower();
      await(simulation, s -> s.speed() == 2);
      simulation.singleStep();
      await(simulation, s -> s.frame().step() == 1);
      simulation.restart();
      assertThat(await(simulation, s -> s.frame().step() == 0).frame().episode()).isZero();
    }
  }

  @Test
  void failureReachesWhoeverLooksWithTheLastGoodFrame() {
    Countdown broken =
        new Countdown(1000) {
          private int steps;

          @Override
          public double step(int action, RandomGenerator random) {
            if (++steps == 3) {
              throw new IllegalStateException("the rope tore");
            }
            return super.step(action, random);
          }
        };
    try (Simulation simulation = new Simulation(playback(broken), FAST, 0)) {
      simulation.start();
      Status status = await(simulation, s -> s.failure().isPresent());
      assertThat(status.failure().orElseThrow())
          .isInstanceOf(EnvironmentFault.class)
          .hasMessageContaining("the rope tore");
      assertThat(status.frame().step()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void simulationFinishesOnTheLastFrameOfTheLastEpisode() {
    try (Simulation simulation = new Simulation(playback(new Countdown(2)), FAST, 2)) {
      simulation.start();
      Status status = await(simulation, Status::finished);
      assertThat(status.frame().ended()).isTrue();
      assertThat(status.frame().episode()).isEqualTo(1);
      assertThat(status.frame().past()).isEqualTo(new Frame.Past(2, 2));
    }
  }

  @Test
  void negativeNumberOfEpisodesIsRefused() {
    Playback playback = playback(new Countdown(2));
    assertThatThrownBy(() -> new Simulation(playback, FAST, -1)).hasMessageContaining("got -1");
  }
}
