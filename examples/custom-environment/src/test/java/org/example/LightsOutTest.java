package org.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.CheckReport;
import org.palaestra.environment.EnvironmentChecker;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.random.RandomStream;

class LightsOutTest {

  @Test
  void keepsTheContractOfAnEnvironment() {
    CheckReport report =
        EnvironmentChecker.check(new LightsOut.Provider().environments().get(0));
    assertEquals(List.of(), report.findings(), report.describe());
  }

  @Test
  void pressSwitchesACellAndItsNeighbours() {
    RandomStream random = new RandomStream(1);
    LightsOut game = new LightsOut();
    game.reset(random);
    float[] before = new float[9];
    game.observe(before, 0);
    assertEquals(-1, game.step(1, random));
    float[] after = new float[9];
    game.observe(after, 0);
    float[] switched = new float[9];
    for (int cell = 0; cell < 9; cell++) {
      switched[cell] = Math.abs(after[cell] - before[cell]);
    }
    assertArrayEquals(new float[] {1, 1, 1, 0, 1, 0, 0, 0, 0}, switched);
  }

  @Test
  void serviceFileNamesTheProvider() {
    assertTrue(
        ServiceLoader.load(EnvironmentProvider.class).stream()
            .anyMatch(provider -> provider.type() == LightsOut.Provider.class));
  }
}
