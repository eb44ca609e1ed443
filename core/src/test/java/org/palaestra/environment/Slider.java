package org.palaestra.environment;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.space.Box;
import org.palaestra.space.Space;

/** A mass pushed along a rail between two walls: continuous actions, no end, in good order. */
class Slider implements ContinuousEnvironment, Restorable {

  private static final Box STATE = Box.vector(new float[] {-1, -0.2f}, new float[] {1, 0.2f});
  private static final Box FORCE = Box.of(-1, 1, 1);

  double position;
  double speed;

  static EnvironmentSpec spec() {
    return new EnvironmentSpec(EnvironmentId.parse("Slider-v0"), Map.of(), 200);
  }

  @Override
  public Space observationSpace() {
    return STATE;
  }

  @Override
  public Box actionSpace() {
    return FORCE;
  }

  @Override
  public void reset(RandomGenerator random) {
    position = random.nextDouble() - 0.5;
    speed = 0;
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    return push(clip(action[offset], 1));
  }

  final double push(double force) {
    speed = clip(speed + 0.01 * force, 0.2);
    position = clip(position + speed, 1);
    return -position * position;
  }

  static double clip(double value, double bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = (float) position;
    out[offset + 1] = (float) speed;
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int save(double[] out) {
    out[0] = position;
    out[1] = speed;
    return 2;
  }

  @Override
  public void restore(double[] state, int length) {
    if (length != 2 || !Double.isFinite(state[0] + state[1])) {
      throw new IllegalArgumentException("not a state of a slider");
    }
    position = state[0];
    speed = state[1];
  }
}
