package org.palaestra.agents.planning;

import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** A model in which action 0 is never allowed. */
record MaskedMdp(FiniteMdp inner) implements FiniteMdp {

  @Override
  public int states() {
    return inner.states();
  }

  @Override
  public int state() {
    return inner.state();
  }

  @Override
  public void initial(InitialVisitor visitor) {
    inner.initial(visitor);
  }

  @Override
  public boolean allowed(int state, int action) {
    return action != 0;
  }

  @Override
  public void successors(int state, int action, SuccessorVisitor visitor) {
    inner.successors(state, action, visitor);
  }

  @Override
  public Discrete actionSpace() {
    return inner.actionSpace();
  }

  @Override
  public double step(int action, RandomGenerator random) {
    return inner.step(action, random);
  }

  @Override
  public Space observationSpace() {
    return inner.observationSpace();
  }

  @Override
  public void reset(RandomGenerator random) {
    inner.reset(random);
  }

  @Override
  public boolean terminated() {
    return inner.terminated();
  }

  @Override
  public void observe(float[] out, int offset) {
    inner.observe(out, offset);
  }
}
