package org.palaestra.app.board;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Planning;
import org.palaestra.agent.Policy;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.space.Discrete;
import org.palaestra.training.TrainingPlan;

/**
 * How far an agent's own estimates of state values lie from the truth in a finite world:
 *
 * <pre>√( Σ over s of (v̂(s) − v*(s))² / |S| )</pre>
 *
 * <p>v̂(s) is what the trained policy says of the state, or else the greatest value of an action
 * that is allowed there. v* is the exact optimal value under the discount that the agent was
 * trained with and without a time limit, which is what bootstrapping over truncations estimates. S
 * are the states that an episode can act in. All of them weigh the same, and not as the agent
 * visits them, so that every agent of a world answers the same questions, however narrow its own
 * path is.
 *
 * @param rootMeanSquare of the differences
 * @param maximum of their absolute values
 */
public record ValueError(double rootMeanSquare, double maximum) {

  private static final double TOLERANCE = 1e-12;

  private static final int MOST_SWEEPS = 50_000;

  /** Sweeps in which changes must shrink, unless there are more states for news to travel along. */
  private static final int STRETCH = 100;

  /**
   * Asks a trained policy for the value of every state.
   *
   * @return empty where the environment is no finite world that shows its state, values do not
   *     settle, or the agent tells none of its own: it is given a policy to judge, or has no values
   */
  static Optional<ValueError> of(
      TrainingPlan plan, Policy policy, Environments environments, Agents agents) {
    // As it was trained: where a wrapper changed the rewards, their values are others.
    Environment environment = environments.create(plan.environment());
    Optional<FiniteMdp> world = environment.ability(FiniteMdp.class);
    Map<String, String> settings = plan.completed(agents).settings();
    String discount = settings.get("discount");
    if (world.isEmpty()
        || discount == null
        || settings.containsKey("policy") // it learns what that is worth
        || plan.agent().equals("policy-evaluation")
        || !(environment.observationSpace() instanceof Discrete numbered)
        || numbered.n() != world.get().states()) {
      return Optional.empty();
    }
    Optional<double[]> optimal = optimal(world.get(), Double.parseDouble(discount));
    if (optimal.isEmpty()) {
      return Optional.empty();
    }
    BitSet asked = states(world.get());
    StateValueEstimates estimates = new StateValueEstimates(environment, world.get(), policy);
    double squares = 0;
    double maximum = 0;
    for (int s = asked.nextSetBit(0); s >= 0; s = asked.nextSetBit(s + 1)) {
      double error = estimates.of(s) - optimal.get()[s];
      squares += error * error;
      maximum = Math.max(maximum, Math.abs(error));
    }
    return Double.isFinite(squares)
        ? Optional.of(new ValueError(Math.sqrt(squares / asked.cardinality()), maximum))
        : Optional.empty();
  }

  private static Optional<double[]> optimal(FiniteMdp world, double discount) {
    Planning planning = new ValueIteration(TOLERANCE).plan(world, discount);
    int stretch = Math.max(STRETCH, world.states());
    double before = Double.POSITIVE_INFINITY;
    for (int sweep = 1; planning.sweep(); sweep++) {
      boolean over = sweep % stretch == 0;
      if (sweep == MOST_SWEEPS || (over && planning.residual() > 0.999 * before)) {
        return Optional.empty(); // Rewards without an end and without a discount.
      }
      before = over ? planning.residual() : before;
    }
    return Optional.of(planning.values());
  }

  /** Those that an episode can come to and go on from. */
  private static BitSet states(FiniteMdp world) {
    BitSet found = new BitSet(world.states());
    BitSet fresh = new BitSet(world.states());
    world.initial((probability, state) -> fresh.set(state));
    int actions = world.actionSpace().n();
    for (int s = fresh.nextSetBit(0); s >= 0; s = fresh.nextSetBit(0)) {
      fresh.clear(s);
      found.set(s);
      for (int a = 0; a < actions; a++) {
        if (world.allowed(s, a)) {
          world.successors(
              s,
              a,
              (probability, next, reward, terminated) -> {
                if (!terminated && !found.get(next)) {
                  fresh.set(next);
                }
              });
        }
      }
    }
    return found;
  }

  /** As it is stored. */
  byte[] toBytes() {
    return ByteBuffer.allocate(2 * Double.BYTES)
        .putDouble(rootMeanSquare)
        .putDouble(maximum)
        .array();
  }

  /** Reads what is stored; nothing means none. */
  static Optional<ValueError> of(byte[] bytes) throws DamagedEntryException {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    if (bytes.length != 2 * Double.BYTES) {
      throw new DamagedEntryException("its value error takes %d bytes".formatted(bytes.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return Optional.of(new ValueError(buffer.getDouble(), buffer.getDouble()));
  }
}
