package org.palaestra.environments.probe;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * A probe with numbered states, in which nothing is left to chance but the state it starts in: each
 * of the first few equally likely. Actions lead on with certainty.
 */
abstract class FiniteProbe implements FiniteMdp, Restorable, Measured, Viewable {

  private final String name;
  private final int states;
  private final int starts;
  private final Discrete actions;
  private final Space observations;
  private int state;
  private boolean begun;

  /**
   * With its sizes.
   *
   * @param name for messages
   * @param states number of states
   * @param starts how many of them, from 0 on, an episode may start in
   * @param actions number of actions
   * @param observations a discrete space if the index of the state is observed, else a box
   */
  FiniteProbe(String name, int states, int starts, int actions, Space observations) {
    this.name = name;
    this.states = states;
    this.starts = starts;
    this.actions = new Discrete(actions);
    this.observations = observations;
  }

  /** The state that an action leads to, for a state that is not terminal. */
  abstract int next(int state, int action);

  /** The reward on the way there. */
  abstract double reward(int state, int action);

  /** Whether the process ends in {@code state}. */
  abstract boolean terminal(int state);

  /** Writes a state's observation when it is a box; the slice arrives zeroed. */
  abstract void observe(int state, float[] out, int offset);

  @Override
  public final Space observationSpace() {
    return observations;
  }

  @Override
  public final Discrete actionSpace() {
    return actions;
  }

  @Override
  public final void reset(RandomGenerator random) {
    state = starts == 1 ? 0 : random.nextInt(starts);
    begun = true;
  }

  @Override
  public final double step(int action, RandomGenerator random) {
    if (!begun || terminal(state)) {
      throw new NoEpisodeException(name);
    }
    if (action < 0 || action >= actions.n()) {
      throw new IllegalArgumentException(
          "action must be from 0 to " + (actions.n() - 1) + ", got " + action);
    }
    double reward = reward(state, action);
    state = next(state, action);
    return reward;
  }

  @Override
  public final boolean terminated() {
    return terminal(state);
  }

  @Override
  public final void observe(float[] out, int offset) {
    if (observations instanceof Discrete) {
      out[offset] = state;
    } else {
      observe(state, out, offset);
    }
  }

  /** The model is open only if its states are what is observed: a planner looks them up. */
  @Override
  public final <T> Optional<T> ability(Class<T> type) {
    if (type == FiniteMdp.class && !(observations instanceof Discrete)) {
      return Optional.empty();
    }
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }

  @Override
  public final int states() {
    return states;
  }

  @Override
  public final int state() {
    return state;
  }

  @Override
  public final void initial(InitialVisitor visitor) {
    for (int start = 0; start < starts; start++) {
      visitor.visit(1.0 / starts, start);
    }
  }

  @Override
  public final void successors(int state, int action, SuccessorVisitor visitor) {
    if (terminal(state)) {
      visitor.visit(1, state, 0, true);
    } else {
      int next = next(state, action);
      visitor.visit(1, next, reward(state, action), terminal(next));
    }
  }

  @Override
  public final int stateSize() {
    return 1;
  }

  /** Writes the index of the state. */
  @Override
  public final int save(double[] out) {
    out[0] = state;
    return 1;
  }

  @Override
  public final void restore(double[] state, int length) {
    if (length != 1) {
      throw new IllegalArgumentException(
          name + " has a state of 1 value, its index, got " + length + " values");
    }
    int index = (int) state[0];
    if (index != state[0] || index < 0 || index >= states) {
      throw new IllegalArgumentException(
          "%s: the state must be a whole number from 0 to %d, got %s"
              .formatted(name, states - 1, state[0]));
    }
    this.state = index;
    begun = true;
  }

  /** Gives the index of the state. */
  @Override
  public void measure(Sink sink) {
    sink.measure("state", state);
  }
}
