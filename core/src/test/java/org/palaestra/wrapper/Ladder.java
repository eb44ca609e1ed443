package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/**
 * Climbs by its action and is rewarded with the height that it reaches; ends at 9 or above. Shows
 * the height and ten times the number of steps, and paints a white square at its height.
 */
final class Ladder implements DiscreteEnvironment, Restorable, Viewable {

  static final Environments ENVIRONMENTS =
      Environments.of(
          EnvironmentDefinition.of("Ladder-v0", "climb", 50, Ladder::new),
          EnvironmentDefinition.of("Dial-v0", "set", 50, Dial::new),
          EnvironmentDefinition.of("Rung-v0", "climb", 50, () -> new Rung(new Ladder())));

  private int height;
  private int steps;

  @Override
  public Box observationSpace() {
    return Box.of(0, Float.POSITIVE_INFINITY, 2);
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(4);
  }

  @Override
  public void reset(RandomGenerator random) {
    height = 0;
    steps = 0;
  }

  @Override
  public double step(int action, RandomGenerator random) {
    height += action;
    steps++;
    return height;
  }

  @Override
  public boolean terminated() {
    return height >= 9;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = height;
    out[offset + 1] = 10 * steps;
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int save(double[] out) {
    out[0] = height;
    out[1] = steps;
    return 2;
  }

  @Override
  public void restore(double[] state, int length) {
    if (length != 2 || !Double.isFinite(state[0]) || !Double.isFinite(state[1])) {
      throw new IllegalArgumentException("not a state of a ladder");
    }
    height = (int) state[0];
    steps = (int) state[1];
  }

  @Override
  public void paint(Canvas canvas) {
    canvas.world(0, 0, 16, 16, 0xFF000000);
    canvas.rectangle(0, height, 1, 1, 0xFFFFFFFF);
  }

  /** Its height as a number. */
  static final class Rung implements DiscreteEnvironment {

    private final Ladder ladder;

    Rung(Ladder ladder) {
      this.ladder = ladder;
    }

    @Override
    public Discrete observationSpace() {
      return new Discrete(13);
    }

    @Override
    public Discrete actionSpace() {
      return ladder.actionSpace();
    }

    @Override
    public void reset(RandomGenerator random) {
      ladder.reset(random);
    }

    @Override
    public double step(int action, RandomGenerator random) {
      return ladder.step(action, random);
    }

    @Override
    public boolean terminated() {
      return ladder.terminated();
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = ladder.height;
    }
  }
}
