package org.palaestra.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

final class WorkersTest {

  @Test
  void everyPartIsDoneOnceHoweverOften() {
    Workers workers = Workers.of(3);
    for (int round = 0; round < 2000; round++) {
      AtomicIntegerArray done = new AtomicIntegerArray(7);
      workers.share(
          new Workers.Work() {
            @Override
            public int parts() {
              return done.length();
            }

            @Override
            public void run(int part, int thread) {
              done.incrementAndGet(part);
            }
          });
      for (int part = 0; part < done.length(); part++) {
        assertThat(done.get(part)).isEqualTo(1);
      }
    }
  }

  @Test
  void whatFailsInOneThreadReachesTheCallerAndTheNextWorkIsDone() {
    Workers workers = Workers.of(2);
    for (int failing = 0; failing < 4; failing++) {
      int broken = failing;
      Workers.Work work =
          new Workers.Work() {
            @Override
            public int parts() {
              return 4;
            }

            @Override
            public void run(int part, int thread) {
              if (part == broken) {
                throw new ArithmeticException("part " + part);
              }
            }
          };
      assertThatThrownBy(() -> workers.share(work))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("part " + broken);
    }
  }
}
