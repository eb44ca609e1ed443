package org.palaestra.environment;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** A {@link Wrapper} around an environment whose actions are numbered. */
final class WrappedDiscrete implements DiscreteEnvironment {

  private final Wrapper wrapper;
  private final DiscreteEnvironment inner;
  private final ActionBatch taken;
  private final int actions;

  WrappedDiscrete(Wrapper wrapper, DiscreteEnvironment inner) {
    this.wrapper = wrapper;
    this.inner = inner;
    taken = new ActionBatch(inner.actionSpace(), 1);
    actions = inner.actionSpace().n();
  }

  @Override
  public Space observationSpace() {
    return wrapper.observationSpace();
  }

  @Override
  public Discrete actionSpace() {
    return inner.actionSpace();
  }

  @Override
  public void reset(RandomGenerator random) {
    wrapper.reset(random);
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (action < 0 || action >= actions) {
      throw new IllegalArgumentException(
          "action must be from 0 to %d, got %d".formatted(actions - 1, action));
    }
    taken.indices[0] = action;
    return wrapper.step(taken, random);
  }

  @Override
  public boolean terminated() {
    return inner.terminated();
  }

  @Override
  public void observe(float[] out, int offset) {
    wrapper.observe(out, offset);
  }

  @Override
  public boolean overwrites() {
    return wrapper.overwrites();
  }

  @Override
  public <T> Optional<T> ability(Class<T> type) {
    return wrapper.ability(this, type);
  }
}
