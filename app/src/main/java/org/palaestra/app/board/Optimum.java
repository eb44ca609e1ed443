package org.palaestra.app.board;

import java.util.Optional;
import org.palaestra.agent.Planning;
import org.palaestra.agents.planning.SynchronousValueIteration;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.Evaluator;

/** The best expected return of a finite world: by planning, exactly. */
final class Optimum {

  private Optimum() {}

  /**
   * The expected return of the best policy that knows how many steps are left, under the spec's
   * time limit and without a discount. Each sweep of value iteration looks one step further.
   *
   * <p>Where so many steps make a difference that nobody would wait for them, it is not known.
   *
   * @return empty if the environment is not a finite world, or refuses its options
   */
  static Optional<Double> of(EnvironmentSpec spec, Environments environments) {
    EnvironmentSpec judged;
    Environment environment;
    try {
      judged = new Evaluator(environments, spec).spec();
      environment = environments.create(judged);
    } catch (InvalidInputException e) { // of an entry that `verify` finds
      return Optional.empty();
    }
    return environment
        .ability(FiniteMdp.class)
        .flatMap(
            world -> {
              Planning planning = new SynchronousValueIteration(Double.MIN_VALUE).plan(world, 1);
              // It is done early where one more step changes nothing any more.
              int steps = 0;
              while (steps < judged.timeLimit() && planning.sweep()) {
                if (++steps == Evaluator.LONGEST && steps < judged.timeLimit()) {
                  return Optional.empty();
                }
              }
              double[] values = planning.values();
              double[] sum = new double[1];
              world.initial((probability, state) -> sum[0] += probability * values[state]);
              return Optional.of(sum[0]);
            });
  }
}
