package org.palaestra.agents.planning;

import java.util.Arrays;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Planner;
import org.palaestra.agent.Planning;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agents.Needs;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Value iteration that always backs up the state whose value may be most wrong (Moore and Atkeson,
 * "Prioritized sweeping", 1993; Sutton and Barto, 2018, section 8.4).
 *
 * <p>A state's priority bounds how far its value is from what a backup would give: it starts as
 * that distance, and whenever a successor's value moves by Δ it grows by γ |Δ| times the largest
 * probability with which an action leads there. One sweep is as many backups as there are states.
 */
public final class PrioritisedSweeping implements Planner {

  private final double tolerance;

  /** With the priority at which to stop. */
  public PrioritisedSweeping(double tolerance) {
    this.tolerance = tolerance;
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "prioritised-sweeping",
        "plans on a known model, most urgent states first",
        "Moore and Atkeson, \"Prioritized sweeping\", 1993; Sutton and Barto, 2018, section 8.4",
        new ValueIteration.ValueIterationSettings(0.99, 1e-12),
        Needs::model,
        100_000,
        1,
        (context, settings) ->
            new PlanningAgent(
                new PrioritisedSweeping(settings.tolerance()),
                context.model().orElseThrow(),
                settings.discount(),
                context.copies()));
  }

  @Override
  public Planning plan(FiniteMdp mdp, double discount) {
    return new Sweeps(new Model(mdp), discount, tolerance);
  }

  private static final class Sweeps extends ModelPlanning {

    private final double tolerance;
    private final UrgencyQueue queue;

    /** The predecessors of state s are those from {@code first[s]} to {@code first[s + 1]} − 1. */
    private final int[] first;

    private final int[] predecessor;
    private final double[] probability; // the largest of an action that leads from there to s

    Sweeps(Model model, double discount, double tolerance) {
      super(model, discount);
      this.tolerance = tolerance;
      first = new int[model.states + 1];
      long[] arrows = arrows(model);
      predecessor = new int[arrows.length];
      probability = new double[arrows.length];
      for (int i = 0; i < arrows.length; i++) {
        first[(int) (arrows[i] >>> 32) + 1]++;
        predecessor[i] = (int) arrows[i];
      }
      for (int s = 0; s < model.states; s++) {
        first[s + 1] += first[s];
      }
      double[] reach = new double[model.states];
      for (int p = 0; p < model.states; p++) {
        for (int a = 0; a < model.actions; a++) {
          if (model.allows(p, a)) {
            weigh(p, a, reach);
          }
        }
      }
      queue = new UrgencyQueue(model.states);
      for (int s = 0; s < model.states; s++) {
        queue.raise(s, error(s));
      }
      residual = queue.greatest();
    }

    /** Each pair of a state and one that may lead there, once, in order. */
    private static long[] arrows(Model model) {
      long[] found = new long[1024];
      int[] size = new int[1];
      long[][] all = {found};
      for (int p = 0; p < model.states; p++) {
        for (int a = 0; a < model.actions; a++) {
          if (model.allows(p, a)) {
            int from = p;
            model.outcomes(
                p,
                a,
                (next, chance) -> {
                  if (size[0] == all[0].length) {
                    all[0] = Arrays.copyOf(all[0], 2 * size[0]);
                  }
                  all[0][size[0]++] = (long) next << 32 | from;
                });
          }
        }
      }
      return Arrays.stream(all[0], 0, size[0]).sorted().distinct().toArray();
    }

    private void weigh(int p, int a, double[] reach) {
      model.outcomes(p, a, (next, chance) -> reach[next] += chance);
      model.outcomes(
          p,
          a,
          (next, chance) -> {
            int arrow = Arrays.binarySearch(predecessor, first[next], first[next + 1], p);
            probability[arrow] = Math.max(probability[arrow], reach[next]);
            reach[next] = 0;
          });
    }

    private double error(int s) {
      double best = model.bestValue(s, discount, values);
      return best == Double.NEGATIVE_INFINITY ? 0 : Math.abs(best - values[s]);
    }

    @Override
    public boolean sweep() {
      for (int i = 0; i < model.states && queue.greatest() > tolerance; i++) {
        int s = queue.next();
        queue.settle(s);
        double best = model.bestValue(s, discount, values);
        double change = Math.abs(best - values[s]);
        values[s] = best;
        for (int arrow = first[s]; arrow < first[s + 1]; arrow++) {
          queue.raise(predecessor[arrow], discount * change * probability[arrow]);
        }
      }
      residual = queue.greatest();
      return residual > tolerance;
    }

    @Override
    public void save(StateWriter out) {
      super.save(out);
      out.object("queue", queue);
    }

    @Override
    public void restore(StateReader in) {
      super.restore(in);
      in.object("queue", queue);
    }
  }
}
