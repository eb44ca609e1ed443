package org.palaestra.environment;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.space.Box;
import org.palaestra.space.Space;

/** A {@link Wrapper} around an environment whose actions are vectors. */
final class WrappedContinuous implements ContinuousEnvironment {

  private final Wrapper wrapper;
  private final ContinuousEnvironment inner;
  private final ActionBatch taken;

  WrappedContinuous(Wrapper wrapper, ContinuousEnvironment inner) {
    this.wrapper = wrapper;
    this.inner = inner;
    taken = new ActionBatch(inner.actionSpace(), 1);
  }

  @Override
  public Space observationSpace() {
    return wrapper.observationSpace();
  }

  @Override
  public Box actionSpace() {
    return inner.actionSpace();
  }

  @Override
  public void reset(RandomGenerator random) {
    wrapper.reset(random);
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    System.arraycopy(action, offset, taken.values, 0, taken.values.length);
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
