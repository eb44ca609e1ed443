package org.example;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;

/**
 * Nine lights in a square: pressing one switches it and its neighbours, and all must go out.
 *
 * <p>Actions: the cell to press, 0 to 8, row by row. Observation: a bit for each light. Reward: −1
 * for each press. Start: some random presses away from darkness. End: all lights are out.
 */
public final class LightsOut implements DiscreteEnvironment, Viewable {

  private static final int SIZE = 3;
  private static final Box LIGHTS = Box.bits(SIZE, SIZE);
  private static final Discrete CELLS = new Discrete(SIZE * SIZE);

  private final boolean[] on = new boolean[SIZE * SIZE];

  @Override
  public Space observationSpace() {
    return LIGHTS;
  }

  @Override
  public Discrete actionSpace() {
    return CELLS;
  }

  @Override
  public void reset(RandomGenerator random) {
    Arrays.fill(on, false);
    do {
      press(random.nextInt(on.length));
    } while (terminated() || random.nextInt(4) > 0);
  }

  @Override
  public double step(int cell, RandomGenerator random) {
    press(cell);
    return -1;
  }

  private void press(int cell) {
    for (int other = 0; other < on.length; other++) {
      int rows = Math.abs(other / SIZE - cell / SIZE);
      int columns = Math.abs(other % SIZE - cell % SIZE);
      on[other] ^= rows + columns <= 1;
    }
  }

  @Override
  public boolean terminated() {
    for (boolean light : on) {
      if (light) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void observe(float[] out, int offset) {
    for (int cell = 0; cell < on.length; cell++) {
      out[offset + cell] = on[cell] ? 1 : 0;
    }
  }

  @Override
  public void paint(Canvas canvas) {
    canvas.world(0, 0, SIZE, SIZE, 0xff202428);
    for (int cell = 0; cell < on.length; cell++) {
      double x = cell % SIZE + 0.5;
      double y = SIZE - cell / SIZE - 0.5;
      canvas.circle(x, y, 0.4, on[cell] ? 0xffffd54a : 0xff3a4048);
    }
  }

  /** Names the environment to the platform; listed in {@code META-INF/services}. */
  public static final class Provider implements EnvironmentProvider {

    @Override
    public List<EnvironmentDefinition<?>> environments() {
      return List.of(
          EnvironmentDefinition.of(
              "LightsOut-v0", "put out nine lights that switch together", 50, LightsOut::new));
    }
  }
}
