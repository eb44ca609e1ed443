package org.palaestra.app.board;

import java.util.Optional;
import org.palaestra.agent.Planning;
import org.palaestra.agents.planning.SynchronousValueIteration;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.training.Evaluator;

/** The best expected return of a finite world: by planning, exactly. */
final class Optimum {

  private Optimum() {}

  /**
   * The expected return of the best policy that knows how many steps are left, under the spec's
   * time limit and without a discount. Each sweep of value iteration looks one step further.
   *
   * @return empty if the environment is not a finite world
   */
  static Optional<Double> of(EnvironmentSpec spec, Environments environments) {
    EnvironmentSpec judged = new Evaluator(environments, spec).spec();
    return environments
        .create(judged)
        .ability(FiniteMdp.class)
        .map(
            world -> {
              Planning planning = new SynchronousValueIteration(Double.MIN_VALUE).plan(world, 1);
              // It is done early where one more step changes nothing any more.
              for (int step = 0; step < judged.timeLimit() && planning.sweep(); step++) {}
              double[] values = planning.values();
              double[] sum = new double[1];
              world.initial((probability, state) -> sum[0] += probability * values[state]);
              return sum[0];
            });
  }
}
