package org.palaestra.environments.probe;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Playable;
import org.palaestra.space.Box;
import org.palaestra.space.Space;

/** Takes a number from −1 to 1 for one of n actions, each of which has an n-th of that range. */
final class RealActions implements ContinuousEnvironment {

  private static final Box NUMBER = Box.of(-1, 1, 1);

  private final DiscreteEnvironment inner;

  RealActions(DiscreteEnvironment inner) {
    this.inner = inner;
  }

  @Override
  public Space observationSpace() {
    return inner.observationSpace();
  }

  @Override
  public Box actionSpace() {
    return NUMBER;
  }

  @Override
  public void reset(RandomGenerator random) {
    inner.reset(random);
  }

  @Override
  public double step(float[] action, int offset, RandomGenerator random) {
    float value = action[offset];
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("action must be a finite number, got " + value);
    }
    int n = inner.actionSpace().n();
    int part = (int) ((value + 1) / 2 * n);
    return inner.step(Math.max(0, Math.min(n - 1, part)), random);
  }

  @Override
  public boolean terminated() {
    return inner.terminated();
  }

  @Override
  public void observe(float[] out, int offset) {
    inner.observe(out, offset);
  }

  /** All but the model and the names, whose actions are numbered. */
  @Override
  public <T> Optional<T> ability(Class<T> type) {
    return type == FiniteMdp.class || type == Playable.class
        ? Optional.empty()
        : inner.ability(type);
  }
}
