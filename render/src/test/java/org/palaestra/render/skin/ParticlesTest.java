package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.palaestra.render.skin.Particles.Form;

class ParticlesTest {

  private static final double FRAME = 1 / 60.0;

  private static void burst(Particles particles) {
    particles.burst(Form.CHIP, 5, 5, 12, 4, 0.1, 0.8, 0xFFFF8040);
    particles.burst(Form.SPARK, 5, 5, 20, 6, 0.1, 0.5, 0xFFFFE0A0);
    particles.ring(5, 5, 1, 0.4, 0xFFFFFFFF);
  }

  @Test
  void burstIsThereAndEnds() {
    Particles particles = new Particles();
    burst(particles);
    assertThat(particles.count()).isEqualTo(33);
    for (int i = 0; i < 0.3 / FRAME; i++) {
      particles.advance(FRAME);
    }
    assertThat(particles.count()).isBetween(12, 33);
    for (int i = 0; i < 0.6 / FRAME; i++) {
      particles.advance(FRAME);
    }
    assertThat(particles.count()).isZero();
  }

  @Test
  void numberIsBoundedAndTheOldestMakeRoom() {
    Particles particles = new Particles();
    for (int i = 0; i < 100; i++) {
      burst(particles);
      assertThat(particles.count()).isLessThanOrEqualTo(Particles.CAPACITY);
    }
    assertThat(particles.count()).isEqualTo(Particles.CAPACITY);
    particles.advance(1);
    assertThat(particles.count()).isZero();
  }

  @Test
  void framesAllocateNothing() {
    Particles particles = new Particles();
    frames(particles, 2_000); // the compiler has done its part
    com.sun.management.ThreadMXBean thread =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    frames(particles, 1_000);
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
  }

  private static void frames(Particles particles, int count) {
    for (int i = 0; i < count; i++) {
      if (i % 30 == 0) {
        burst(particles);
      }
      particles.advance(FRAME);
    }
  }
}
