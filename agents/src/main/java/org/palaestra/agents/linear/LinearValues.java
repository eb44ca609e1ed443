package org.palaestra.agents.linear;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Greedy;
import org.palaestra.agents.exploration.Exploration;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Action values that are sums of weights, one for each tile that the observation lies in, who
 * explores on them and who acts greedily on them: what the agents of this package have in common.
 */
final class LinearValues implements Stateful {

  final int copies;
  final int actions;
  final TileCoder coder;

  /** {@code [A, F]}. */
  final float[] w;

  private final TileSettings tiles;
  private final Box box;
  private final LinearSettings settings;
  private final Exploration exploration;
  private final long total;
  private final Actor behaviour = this::explore;
  private final int[] features; // [T] of the observation in question
  private final float[] q; // [A]
  private final float[] probabilities; // [A]
  private long steps;
  private double squares;
  private int errors;

  LinearValues(AgentContext context, TileSettings tiles, LinearSettings settings) {
    this.tiles = tiles;
    this.settings = settings;
    box = (Box) context.observations();
    copies = context.copies();
    actions = ((Discrete) context.actions()).n();
    total = context.steps();
    exploration = settings.exploration().onValues(actions, total);
    coder = new TileCoder(box, tiles);
    w = new float[Math.multiplyExact(actions, coder.features())];
    Arrays.fill(w, (float) (settings.initialValue() / coder.tilings()));
    features = new int[coder.tilings()];
    q = new float[actions];
    probabilities = new float[actions];
  }

  /** α of this step for each of the tiles. */
  float alpha() {
    return (float) (settings.learningRate().at(steps, total) / coder.tilings());
  }

  /** Q(s, a) of the T features from {@code at} on. */
  static float value(float[] w, int[] features, int at, int tilings, int action, int stride) {
    float sum = 0;
    for (int t = 0; t < tilings; t++) {
      sum += w[action * stride + features[at + t]];
    }
    return sum;
  }

  /**
   * Which weights Q(s, a) is the sum of.
   *
   * @param out receives T places in {@link #w} from {@code at} on
   */
  void weights(StepBatch before, ActionBatch taken, int copy, int[] out, int at) {
    coder.encode(before.observations, copy * before.width(), out, at);
    for (int t = 0; t < coder.tilings(); t++) {
      out[at + t] += taken.indices[copy] * coder.features();
    }
  }

  /** The sum of T weights, those that {@code places} names from {@code at} on. */
  float sum(int[] places, int at) {
    return value(w, places, at, coder.tilings(), 0, 0);
  }

  /**
   * Σ over a′ of π(a′ | s′) Q(s′, a′) for the true next state and the behaviour π, or 0 where that
   * has no future.
   */
  float expected(StepBatch after, int copy) {
    if (after.terminated[copy]) {
      return 0;
    }
    look(after.successors, copy * after.width());
    exploration.probabilities(q, 0, after.successorAllowed, copy * actions, probabilities);
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      sum += (double) probabilities[a] * q[a];
    }
    return (float) sum;
  }

  private void look(float[] observations, int offset) {
    coder.encode(observations, offset, features, 0);
    for (int a = 0; a < actions; a++) {
      q[a] = value(w, features, 0, coder.tilings(), a, coder.features());
    }
  }

  /** Counts an error. */
  void erred(float error) {
    squares += error * error;
    errors++;
  }

  /** Says that every copy has made a step. */
  void advance() {
    steps += copies;
  }

  Actor behaviour() {
    return behaviour;
  }

  private void explore(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    exploration.at(steps);
    for (int copy = 0; copy < copies; copy++) {
      look(now.observations, copy * now.width());
      out.indices[copy] = exploration.choose(q, 0, now.allowed, copy * actions, streams[copy]);
    }
  }

  /** The policy that is greedy for the weights as they are now. */
  Policy target() {
    float[] frozen = w.clone();
    return n -> new GreedyActor(frozen, new TileCoder(box, tiles), actions, n);
  }

  void report(MetricSink metrics) {
    if (errors > 0) {
      metrics.record("td-error/squared", squares / errors);
    }
    exploration.report(steps, metrics);
    squares = 0;
    errors = 0;
  }

  @Override
  public void save(StateWriter out) {
    out.floats("weights", w, actions, coder.features());
    out.integer("steps", steps);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("weights", w);
    steps = in.integer("steps");
  }

  /** Does what is worth most, the first of equals. */
  private static final class GreedyActor implements Actor, Explains {

    private final float[] w;
    private final TileCoder coder;
    private final int actions;
    private final int copies;
    private final int[] features; // [T]
    private final float[] q; // [N, A]

    GreedyActor(float[] w, TileCoder coder, int actions, int copies) {
      this.w = w;
      this.coder = coder;
      this.actions = actions;
      this.copies = copies;
      features = new int[coder.tilings()];
      q = new float[copies * actions];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      for (int copy = 0; copy < copies; copy++) {
        coder.encode(now.observations, copy * now.width(), features, 0);
        for (int a = 0; a < actions; a++) {
          q[copy * actions + a] = value(w, features, 0, coder.tilings(), a, coder.features());
        }
        out.indices[copy] = Greedy.action(q, copy * actions, actions, now.allowed, copy * actions);
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      out.actionValues(Arrays.copyOfRange(q, copy * actions, (copy + 1) * actions));
    }
  }
}
