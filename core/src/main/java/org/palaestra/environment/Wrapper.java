package org.palaestra.environment;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.space.Space;

/**
 * Changes what an agent sees of an environment, or what its actions and rewards come to. Authors
 * override what differs; {@link #environment} is what the platform plays. One definition serves any
 * number of copies, since each copy has a wrapper of its own.
 *
 * <p>The abilities of the environment inside shine through, but for its model: dynamic programming
 * on the model of another environment than the one that is played would be wrong.
 */
public abstract class Wrapper {

  private final Environment inner;

  /** Around {@code inner}. */
  protected Wrapper(Environment inner) {
    this.inner = inner;
  }

  /** What it is put around. */
  protected final Environment inner() {
    return inner;
  }

  /** What {@link #observe} writes. */
  protected Space observationSpace() {
    return inner.observationSpace();
  }

  /** Starts an episode. */
  protected void reset(RandomGenerator random) {
    inner.reset(random);
  }

  /**
   * Takes an action, by {@link #act} as often as it likes.
   *
   * @param action a batch of one
   * @return the reward
   */
  protected double step(ActionBatch action, RandomGenerator random) {
    return act(action, random);
  }

  /** Lets the environment inside take the action. */
  protected final double act(ActionBatch action, RandomGenerator random) {
    if (inner instanceof DiscreteEnvironment discrete) {
      return discrete.step(action.indices[0], random);
    }
    return ((ContinuousEnvironment) inner).step(action.values, 0, random);
  }

  /** Writes the observation; must give the same whenever it is asked between two steps. */
  protected void observe(float[] out, int offset) {
    inner.observe(out, offset);
  }

  /**
   * Whether {@link #observe} writes every value, zeros included. No, unless a wrapper says so; one
   * that leaves {@link #observe} alone may give what {@link #inner} gives.
   */
  protected boolean overwrites() {
    return false;
  }

  /** How many values of its own it remembers from step to step, beside the environment's. */
  protected int memorySize() {
    return 0;
  }

  /** Writes these values from {@code offset} on. */
  protected void saveMemory(double[] out, int offset) {}

  /**
   * Refuses values that it cannot have saved. Asked before the environment inside is restored, so
   * that a state that is refused leaves both as they were.
   *
   * @param state its values from {@code offset} on, each of them finite
   * @throws IllegalArgumentException naming the value
   */
  protected void checkMemory(double[] state, int offset) {}

  /**
   * Takes them over; {@link #checkMemory} has accepted them, and the environment inside has been
   * restored.
   */
  protected void restoreMemory(double[] state, int offset) {}

  /** The wrapped environment. */
  public final Environment environment() {
    return inner instanceof DiscreteEnvironment discrete
        ? new WrappedDiscrete(this, discrete)
        : new WrappedContinuous(this, (ContinuousEnvironment) inner);
  }

  final <T> Optional<T> ability(Environment outer, Class<T> type) {
    if (type == Restorable.class) {
      return inner
          .ability(Restorable.class)
          .map(restorable -> type.cast(new WrappedState(outer, restorable)));
    }
    return type == FiniteMdp.class ? Optional.empty() : inner.ability(type);
  }

  /** Its own memory first, then the state of the environment inside. */
  private final class WrappedState implements Restorable {

    private final Environment outer;
    private final Restorable state;
    private final double[] inside;

    WrappedState(Environment outer, Restorable state) {
      this.outer = outer;
      this.state = state;
      inside = new double[state.stateSize()];
    }

    @Override
    public int stateSize() {
      return memorySize() + inside.length;
    }

    @Override
    public int save(double[] out) {
      saveMemory(out, 0);
      int length = state.save(inside);
      System.arraycopy(inside, 0, out, memorySize(), length);
      return memorySize() + length;
    }

    @Override
    public void restore(double[] values, int length) {
      int own = memorySize();
      if (length < own) {
        throw new IllegalArgumentException(
            "%s has a state of at least %d values, got %d"
                .formatted(outer.getClass().getSimpleName(), own, length));
      }
      for (int i = 0; i < own; i++) {
        if (!Double.isFinite(values[i])) {
          throw new IllegalArgumentException(
              "the state must be finite, got " + values[i] + " at index " + i);
        }
      }
      int rest = length - own;
      if (rest > inside.length) {
        throw new IllegalArgumentException(
            "%s has a state of at most %d values, got %d"
                .formatted(outer.getClass().getSimpleName(), stateSize(), length));
      }
      checkMemory(values, 0);
      System.arraycopy(values, own, inside, 0, rest);
      state.restore(inside, rest);
      restoreMemory(values, 0);
    }
  }
}
