package org.palaestra.app.board;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Simulator;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;

/** Shows a policy the states of a finite world, each as if an episode began there. */
final class StateValueEstimates implements Explains.Explanation {

  private final FiniteMdp world;
  private final int actions;
  private final Actor actor;
  private final StepBatch now;
  private final ActionBatch chosen;
  private int asked;
  private double stateValue;
  private double bestAction;

  StateValueEstimates(Environment environment, FiniteMdp world, Policy policy) {
    this.world = world;
    actions = world.actionSpace().n();
    actor = policy.actor(1);
    int masked = environment.ability(Masked.class).isPresent() ? actions : 0;
    now = new StepBatch(1, 1, masked, new Nowhere());
    chosen = new ActionBatch(world.actionSpace(), 1);
  }

  /** What the policy says that a state is worth; NaN if it says nothing. */
  double of(int state) {
    asked = state;
    stateValue = Double.NaN;
    bestAction = Double.NaN;
    now.starts[0] = true;
    now.observations[0] = state;
    for (int a = 0; a < now.allowed.length; a++) {
      now.allowed[a] = world.allowed(state, a);
    }
    try {
      actor.act(now, chosen, new RandomGenerator[] {new RandomStream(state)});
    } catch (SearchException e) {
      return Double.NaN; // What it says comes from a search, and of nothing that it has learned.
    }
    if (actor instanceof Explains explains) {
      explains.explain(0, this);
    }
    return Double.isNaN(stateValue) ? bestAction : stateValue;
  }

  @Override
  public void actionValues(float[] values) {
    for (int a = 0; a < actions; a++) {
      if (world.allowed(asked, a) && !(values[a] <= bestAction)) {
        bestAction = values[a];
      }
    }
  }

  @Override
  public void probabilities(float[] probabilities) {
    // They say nothing of values.
  }

  @Override
  public void stateValue(double value) {
    stateValue = value;
  }

  /** The states are shown and not played. */
  private static final class Nowhere implements StepBatch.Origin {

    @Override
    public Simulator simulator() {
      throw new SearchException();
    }

    @Override
    public int state(StepBatch batch, int copy, double[] out) {
      throw new SearchException();
    }
  }

  /** An actor wants to try its actions from where it stands. */
  private static final class SearchException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    SearchException() {
      super("a state that is only shown cannot be searched from");
    }
  }
}
