package org.palaestra.environments.finite;

import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Restorable;
import org.palaestra.space.Discrete;

/**
 * A finite world that walks through its {@link TransitionTable}; what remains for a world is to
 * fill the table, to measure and to paint. Every reset and every step takes one random number,
 * whatever the chances, so that worlds that differ only in their chances use the same numbers at
 * the same steps.
 */
public abstract class TabularEnvironment implements FiniteMdp, Restorable {

  private final String name;
  private final TransitionTable table;
  private final Discrete observations;
  private final Discrete actions;
  private int state;
  private boolean ended;

  /** Whether an episode has begun, by a reset or a restored state, and has not ended. */
  private boolean running;

  /**
   * A world with the model {@code table}.
   *
   * @param name what messages call it
   */
  protected TabularEnvironment(String name, TransitionTable table) {
    this.name = name;
    this.table = table;
    observations = new Discrete(table.states());
    actions = new Discrete(table.actions());
    state = table.sampleStart(0);
  }

  @Override
  public final Discrete observationSpace() {
    return observations;
  }

  @Override
  public final Discrete actionSpace() {
    return actions;
  }

  @Override
  public final void reset(RandomGenerator random) {
    state = table.sampleStart(random.nextDouble());
    ended = false;
    running = true;
  }

  @Override
  public final double step(int action, RandomGenerator random) {
    if (!running) {
      throw new NoEpisodeException(name);
    }
    int outcome = table.sample(state, action, random.nextDouble());
    state = table.next(outcome);
    ended = table.ends(outcome);
    running = !ended;
    return table.reward(outcome);
  }

  @Override
  public final boolean terminated() {
    return ended;
  }

  @Override
  public final void observe(float[] out, int offset) {
    out[offset] = state;
  }

  @Override
  public final int states() {
    return table.states();
  }

  @Override
  public final int state() {
    return state;
  }

  @Override
  public final void initial(InitialVisitor visitor) {
    table.initial(visitor);
  }

  @Override
  public final boolean allowed(int state, int action) {
    return table.allowed(state, action);
  }

  @Override
  public final void successors(int state, int action, SuccessorVisitor visitor) {
    table.successors(state, action, visitor);
  }

  @Override
  public final int stateSize() {
    return 1;
  }

  /**
   * Writes the number of the state; {@link #states} is added if the process has ended in a state
   * from which it would go on, had it been entered otherwise.
   */
  @Override
  public final int save(double[] out) {
    out[0] = ended && !table.terminal(state) ? states() + state : state;
    return 1;
  }

  @Override
  public final void restore(double[] state, int length) {
    if (length != 1) {
      throw new IllegalArgumentException(
          name + " has a state of 1 value, its number, got " + length + " values");
    }
    int number = (int) state[0];
    if (number == state[0] && number >= 0 && number < states()) {
      this.state = number;
      ended = table.terminal(number);
    } else if (number == state[0]
        && number >= states()
        && number < 2 * states()
        && table.mayEndIn(number - states())) {
      this.state = number - states();
      ended = true;
    } else {
      throw new IllegalArgumentException(
          "%s: the state must be a whole number from 0 to %d, got %s"
              .formatted(name, states() - 1, state[0]));
    }
    running = !ended;
  }
}
