package org.palaestra.agents.tabular;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;

/** Acts greedily on a table, the first of equals, and shows it. */
final class TableActor implements Actor, Explains {

  private final float[] q; // [S, A]
  private final int actions;
  private final int[] states; // [N] of the last choice

  TableActor(float[] q, int actions, int copies) {
    this.q = q;
    this.actions = actions;
    states = new int[copies];
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < states.length; copy++) {
      states[copy] = (int) now.observations[copy];
      out.indices[copy] =
          Greedy.action(q, states[copy] * actions, actions, now.allowed, copy * actions);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int from = states[copy] * actions;
    out.actionValues(Arrays.copyOfRange(q, from, from + actions));
  }
}
