package org.palaestra.playback;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.LocalVectorEnvironment;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.view.Canvas;

/**
 * Counts down by the action, 0 to 2, from a number that chance sets at 100 to 199 or that is given;
 * ends at 0 or below. Each step earns the action. Paints one rectangle as wide as the number.
 */
class Countdown implements DiscreteEnvironment, Viewable {

  private final int start;
  private int left;

  Countdown(int start) {
    this.start = start;
  }

  static VectorEnvironment vector(int timeLimit, Countdown environment) {
    EnvironmentSpec spec =
        new EnvironmentSpec(EnvironmentId.parse("Countdown-v0"), Map.of(), timeLimit);
    return new LocalVectorEnvironment(spec, 1, () -> environment);
  }

  @Override
  public Space observationSpace() {
    return Box.of(-2, 200, 1);
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(3);
  }

  @Override
  public void reset(RandomGenerator random) {
    left = start > 0 ? start : 100 + random.nextInt(100);
  }

  @Override
  public double step(int action, RandomGenerator random) {
    left -= action;
    return action;
  }

  @Override
  public boolean terminated() {
    return left <= 0;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = left;
  }

  @Override
  public void paint(Canvas canvas) {
    canvas.world(-10, -10, 10, 10, 0xFF000000);
    canvas.rectangle(0, 0, left, 1, 0xFFFFFFFF);
  }
}
