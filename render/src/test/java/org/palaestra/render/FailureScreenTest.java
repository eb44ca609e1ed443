package org.palaestra.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.playback.Playback;
import org.palaestra.playback.Simulation;

@WindowTest
class FailureScreenTest {

  @Test
  void failureIsToldInTheWindow() {
    VectorEnvironment environment = Swing.vector(500);
    Playback playback =
        new Playback(environment, copies -> (now, out, streams) -> out.indices[0] = 7, 1);
    try (Simulation simulation = new Simulation(playback, 1000, 0)) {
      WatchScreen screen =
          new WatchScreen(
              simulation,
              playback.spec(),
              false,
              WatchOptions.of("Swing-v0", "a wild one"),
              () -> {});
      screen.create();
      screen.advance(0);
      Picture before = Picture.take("unbroken", 960, 640, () -> screen.paint(960, 640));
      simulation.start();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (simulation.status().failure().isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
      assertThat(simulation.status().failure().orElseThrow())
          .hasMessageContaining("action must be from 0 to 2, got 7");
      screen.advance(1);
      Picture after = Picture.take("broken", 960, 640, () -> screen.paint(960, 640));
      assertThat(before.count(Theme.ALARM & 0xFFFFFF, 20)).isZero();
      assertThat(after.count(Theme.ALARM & 0xFFFFFF, 20)).isGreaterThan(50);
      screen.dispose();
    }
    playback.close();
  }
}
