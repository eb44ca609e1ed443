package org.palaestra.agents.planning;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Greedy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;

/** Looks one step ahead with the values as they stand, and explains what it saw. */
final class GreedyPlanActor implements Actor, Explains {

  private final Model model;
  private final double discount;
  private final double[] values;

  /** {@code [N, A]} action values of the last choice. */
  private final float[] q;

  private final int[] states;

  GreedyPlanActor(Model model, double discount, double[] values, int copies) {
    this.model = model;
    this.discount = discount;
    this.values = values;
    q = new float[copies * model.actions];
    states = new int[copies];
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    int actions = model.actions;
    for (int copy = 0; copy < states.length; copy++) {
      int s = (int) now.observations[copy * now.width()];
      states[copy] = s;
      for (int a = 0; a < actions; a++) {
        q[copy * actions + a] = (float) model.actionValue(s, a, discount, values);
      }
      out.indices[copy] = Greedy.action(q, copy * actions, actions, model.allowed, s * actions);
    }
  }

  @Override
  public void explain(int copy, Explanation out) {
    int actions = model.actions;
    out.actionValues(Arrays.copyOfRange(q, copy * actions, (copy + 1) * actions));
    out.stateValue(values[states[copy]]);
  }
}
