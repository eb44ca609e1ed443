package org.palaestra.agents.linear;

import static org.palaestra.agent.Preset.Tuning.TUNED;

import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Preset;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.Traces;
import org.palaestra.agents.exploration.ExplorationSettings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Semi-gradient SARSA(λ) with binary features (Sutton, "Generalization in reinforcement learning:
 * successful examples using sparse coarse coding", 1996; Sutton and Barto, 2018, section 12.7),
 * on-policy. Q(s, a) is the sum of the weights of the tiles F(s, a); one error moves every weight
 * that led to it, in proportion to a trace z that fades:
 *
 * <pre>δ = r + Σ γ w over F(s′, a′) − Σ w over F(s, a)
 * z ← z + 1, or 1 where traces are replaced, for the tiles F(s, a)
 * w ← w + α/T δ z for all weights, then z ← γ λ z</pre>
 *
 * <p>An update waits until the next action a′ was taken. A terminated transition has no future. A
 * truncated one has, but no next action: there it is what the behaviour can expect in s′.
 */
public final class LinearSarsaLambda implements Agent {

  /**
   * What can be changed.
   *
   * @param tiles how observations are told apart
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 2; each of the tiles moves by its share
   * @param exploration how the behaviour departs from what seems best: epsilon-greedy or softmax
   * @param initialValue what every action is worth before anything is known
   * @param lambda λ, from 0 to 1
   * @param traces whether visits add up
   */
  public record LinearSarsaLambdaSettings(
      TileSettings tiles,
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      double lambda,
      Traces.Kind traces) {

    /** Checks the ranges. */
    public LinearSarsaLambdaSettings {
      new LinearSettings(discount, learningRate, exploration, initialValue);
      Schedule.constant(lambda).within("lambda", 0, 1);
    }

    /**
     * Mountain car as in Sutton and Barto (2018), figure 12.10: 8 tilings of 8 × 8, no discount, no
     * exploration but that of values that are too high at first. α and λ are untuned.
     */
    public static LinearSarsaLambdaSettings mountainCar() {
      return new LinearSarsaLambdaSettings(
          TileSettings.of(8, 8),
          1,
          Schedule.constant(0.5),
          ExplorationSettings.epsilonGreedy(Schedule.constant(0)),
          0,
          0.9,
          Traces.Kind.REPLACING);
    }

    LinearSettings values() {
      return new LinearSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private final LinearValues values;
  private final float gamma;
  private final float fading;
  private final int[] waiting; // [N, T] weights of the step whose update waits
  private final boolean[] waits; // [N]
  private final float[] rewards; // [N]
  private final Traces[] traces; // [N]
  private final int[] places; // [T]

  private LinearSarsaLambda(AgentContext context, LinearSarsaLambdaSettings settings) {
    values = new LinearValues(context, settings.tiles, settings.values());
    gamma = (float) settings.discount;
    fading = (float) (settings.discount * settings.lambda);
    int tilings = values.coder.tilings();
    waiting = new int[values.copies * tilings];
    waits = new boolean[values.copies];
    rewards = new float[values.copies];
    traces = Traces.of(values.copies, settings.traces, values.w.length);
    places = new int[tilings];
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "linear-sarsa-lambda",
            "sarsa-lambda on tiles, for observations of a few numbers",
            "Sutton, \"Generalization in reinforcement learning: successful examples using sparse"
                + " coarse coding\", NeurIPS 1996",
            LinearSarsaLambdaSettings.mountainCar(),
            Needs::vector,
            100_000,
            1,
            LinearSarsaLambda::new)
        .with(
            LinearSettings.cartPole(),
            Preset.of(
                "Acrobot",
                TUNED,
                "our own, on a few seeds",
                100_000,
                1,
                "tiles.tilings=32",
                "tiles.tiles=3",
                "learningRate.from=0.2",
                "learningRate.to=0.02",
                "learningRate.fraction=1"));
  }

  @Override
  public Actor behaviour() {
    return values.behaviour();
  }

  @Override
  public Policy target() {
    return values.target();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    float alpha = values.alpha();
    int tilings = places.length;
    for (int copy = 0; copy < values.copies; copy++) {
      Traces z = traces[copy];
      values.weights(before, taken, copy, places, 0);
      if (before.starts[copy]) {
        z.clear();
      } else if (waits[copy]) {
        float q = values.sum(waiting, copy * tilings);
        update(z, rewards[copy] + gamma * values.sum(places, 0) - q, alpha);
      }
      for (int place : places) {
        z.visit(place);
      }
      float r = (float) after.rewards[copy];
      if (after.ended(copy)) {
        update(z, r + gamma * values.expected(after, copy) - values.sum(places, 0), alpha);
      }
      waits[copy] = !after.ended(copy);
      rewards[copy] = r;
      System.arraycopy(places, 0, waiting, copy * tilings, tilings);
    }
    values.advance();
  }

  private void update(Traces z, float delta, float alpha) {
    z.update(values.w, alpha * delta);
    z.fade(fading);
    values.erred(delta);
  }

  @Override
  public void learn(MetricSink metrics) {
    values.report(metrics);
  }

  @Override
  public void save(StateWriter out) {
    values.save(out);
    out.ints("waiting", waiting);
    out.booleans("waits", waits);
    out.floats("rewards", rewards);
    Traces.save(traces, out);
  }

  @Override
  public void restore(StateReader in) {
    values.restore(in);
    in.ints("waiting", waiting, 0, values.w.length - 1);
    in.booleans("waits", waits);
    in.floats("rewards", rewards);
    Traces.restore(traces, in);
  }
}
