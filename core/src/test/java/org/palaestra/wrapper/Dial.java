package org.palaestra.wrapper;

import java.util.random.RandomGenerator;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.Restorable;
import org.palaestra.space.Box;

/** Shows the two numbers that it was set to last, and pays the first of them. */
final class Dial implements ContinuousEnvironment, Restorable {

  private final float[] shown = new float[2];

  @Override
  public Box observationSpace() {
    return Box.of(-1, 1, 2);
  }

  @Override
  public Box actionSpace() {
    return Box.of(-1, 1, 2);
  }

  @Override
  public void reset(RandomGenerator random) {
    shown[0] = 0;
    shown[1] = 0;
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    System.arraycopy(action, offset, shown, 0, 2);
    return shown[0];
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public void observe(float[] out, int offset) {
    System.arraycopy(shown, 0, out, offset, 2);
  }

  @Override
  public int stateSize() {
    return 2;
  }

  @Override
  public int save(double[] out) {
    out[0] = shown[0];
    out[1] = shown[1];
    return 2;
  }

  @Override
  public void restore(double[] state, int length) {
    for (int i = 0; i < 2; i++) {
      if (length != 2 || !(Math.abs(state[i]) <= 1)) {
        throw new IllegalArgumentException("not a state of a dial");
      }
    }
    shown[0] = (float) state[0];
    shown[1] = (float) state[1];
  }
}
