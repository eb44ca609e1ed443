package org.palaestra.agent;

import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * A planner that trains like any other agent: one sweep for each step of the loop, until none is
 * needed. What it meets on the way teaches it nothing.
 */
public final class PlanningAgent implements Agent {

  private final Planning planning;
  private final Policy policy;
  private final Actor behaviour;
  private boolean finished;

  /**
   * With the plan to make.
   *
   * @param planner how to plan
   * @param mdp the model
   * @param discount from 0 to 1
   * @param copies number of copies that the agent acts for
   */
  public PlanningAgent(Planner planner, FiniteMdp mdp, double discount, int copies) {
    planning = planner.plan(mdp, discount);
    policy = planning.policy();
    behaviour = policy.actor(copies);
  }

  /** The plan so far. */
  public Planning planning() {
    return planning;
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    return policy;
  }

  @Override
  public void observe(StepBatch before, ActionBatch actions, StepBatch after) {
    // A plan comes from the model alone.
  }

  @Override
  public void learn(MetricSink metrics) {
    if (!finished) {
      finished = !planning.sweep();
      metrics.record("residual", planning.residual());
    }
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public void save(StateWriter out) {
    out.integer("finished", finished ? 1 : 0);
    out.object("planning", planning);
  }

  @Override
  public void restore(StateReader in) {
    finished = in.integer("finished", 0, 1) != 0;
    in.object("planning", planning);
  }
}
