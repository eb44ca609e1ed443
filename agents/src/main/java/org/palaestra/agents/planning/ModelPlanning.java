package org.palaestra.agents.planning;

import org.palaestra.agent.Planning;
import org.palaestra.agent.Policy;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** A plan on a model whose state is the values, and whose policy is greedy for them. */
abstract class ModelPlanning implements Planning {

  final Model model;
  final double discount;
  final double[] values; // [S]
  double residual = Double.MAX_VALUE;

  ModelPlanning(Model model, double discount) {
    this.model = model;
    this.discount = discount;
    values = new double[model.states];
  }

  static void checkTolerance(double tolerance) {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in (0, 1), got " + tolerance);
    }
  }

  @Override
  public final double[] values() {
    return values;
  }

  @Override
  public final double residual() {
    return residual;
  }

  @Override
  public Policy policy() {
    return copies -> new GreedyPlanActor(model, discount, values, copies);
  }

  @Override
  public void save(StateWriter out) {
    out.doubles("values", values);
    out.number("residual", residual);
  }

  @Override
  public void restore(StateReader in) {
    in.doubles("values", values);
    residual = in.number("residual");
  }
}
