package org.palaestra.environment;

import java.util.random.RandomGenerator;

/** A copy of its own that is led from state to state. */
final class LocalSimulator implements Simulator {

  private final EnvironmentCopy copy;
  private final Restorable restorable;
  private final int timeLimit;

  /**
   * Around a new copy.
   *
   * @param restorable the copy's state
   * @param timeLimit steps after which an episode is truncated, or 0 for none
   */
  LocalSimulator(EnvironmentCopy copy, Restorable restorable, int timeLimit) {
    this.copy = copy;
    this.restorable = restorable;
    this.timeLimit = timeLimit;
    // So that an environment has built whatever it builds then.
    copy.reset();
  }

  /** How many values {@link #save} writes for {@code restorable}. */
  static int stateSize(Restorable restorable) {
    return restorable.stateSize() + 1;
  }

  /** Writes the state of an environment and then how many steps its episode has. */
  static int save(Restorable restorable, int steps, double[] out) {
    int length = restorable.save(out);
    out[length] = steps;
    return length + 1;
  }

  @Override
  public int stateSize() {
    return stateSize(restorable);
  }

  @Override
  public int save(double[] out) {
    return save(restorable, copy.steps, out);
  }

  @Override
  public void restore(double[] state, int length) {
    if (length < 1 || !(state[length - 1] >= 0)) {
      throw new IllegalArgumentException(
          "a simulator's state ends with the number of steps, got "
              + (length < 1 ? "nothing" : state[length - 1]));
    }
    restorable.restore(state, length - 1);
    copy.steps = (int) state[length - 1];
  }

  @Override
  public double step(ActionBatch action, RandomGenerator random) {
    return copy.step(action, 0, random);
  }

  @Override
  public boolean terminated() {
    return copy.terminated();
  }

  @Override
  public boolean truncated() {
    return timeLimit > 0 && copy.steps >= timeLimit && !copy.terminated();
  }

  @Override
  public boolean allowed(int action) {
    return copy.mask == null || copy.mask.allowed(action);
  }

  @Override
  public void observe(float[] out, int offset) {
    copy.observe(out, offset);
  }

  /** One of an environment that can be restored. */
  static Simulator of(EnvironmentSpec spec, Environment environment) {
    Restorable restorable =
        environment
            .ability(Restorable.class)
            .orElseThrow(() -> new IllegalStateException(spec.id() + " cannot be restored"));
    return new LocalSimulator(new EnvironmentCopy(spec, environment), restorable, spec.timeLimit());
  }
}
