package org.palaestra.agents.policy;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentContext;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.network.Normaliser;
import org.palaestra.agents.network.Recall;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Acts by the policy that learns, and writes into a {@link Rollout} what came of it. The value of a
 * truncated step's successor, which nobody acts on, is asked for when it happens, with all that is
 * remembered by then.
 */
final class Gatherer implements Actor {

  private static final double FARTHEST = 10;

  private final InputEncoder encoder;
  private final Normalise normalise;
  private final double discount;
  private final int copies;
  private final Rollout rollout;
  private final Normaliser observations;
  private final Normaliser returnsOnTheWay;
  private final float[] onTheWay; // [N] discounted return of each running episode

  private final Graph acting;
  private final Tensor states; // [N, D]
  private final ActionDistribution policy;
  private final Tensor value; // [N]
  private final Recall recall;
  private final float[] choices; // [N, C]

  private final Graph judging;
  private final Tensor successors; // [N, D]
  private final Tensor future; // [N]
  private final Recall farther;
  private final boolean[] never; // [N] false
  private final float[] last; // [N] V of what is acted on next

  Gatherer(
      AgentContext context,
      Kernels kernels,
      ActorCritic network,
      int steps,
      Normalise normalise,
      double discount) {
    encoder = new InputEncoder(context.observations());
    this.normalise = normalise;
    this.discount = discount;
    copies = context.copies();
    int width = encoder.width();
    int choiceWidth = network.head().width();
    observations = new Normaliser(normalise.observations() ? width : 0, FARTHEST);
    returnsOnTheWay = new Normaliser(1, FARTHEST);
    onTheWay = new float[copies];
    acting = new Graph(kernels);
    states = acting.input(copies, width);
    recall = new Recall(acting, copies, 1);
    ActorCritic.Judgement judgement = network.both(states, recall);
    policy = judgement.policy();
    value = judgement.value();
    choices = new float[copies * choiceWidth];
    rollout = new Rollout(steps, copies, width, choiceWidth, recall.width());
    judging = new Graph(kernels);
    successors = judging.input(copies, width);
    farther = new Recall(judging, copies, 1);
    future = network.value(successors, farther);
    never = new boolean[copies];
    last = new float[copies];
  }

  Rollout rollout() {
    return rollout;
  }

  /** V of what is acted on behind a full rollout, {@code [N]}. */
  float[] last() {
    return last;
  }

  /** The statistics of observations, frozen. */
  Normaliser frozen() {
    return observations.copy();
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    encode(now.observations, now.width(), states);
    if (normalise.observations()) {
      observations.see(states.value(), 0, copies);
      apply(states);
    }
    for (int copy = 0; copy < copies; copy++) {
      policy.allow(copy, now.allowed, copy * (now.allowed.length / copies));
    }
    if (rollout.length() == 0) {
      recall.write(rollout.memory);
    }
    recall.forget(now.starts);
    acting.forward();
    recall.carry();
    policy.sample(streams, choices);
    policy.send(choices, out);
  }

  private void encode(float[] from, int width, Tensor into) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(from, copy * width, into.value(), copy);
    }
  }

  private void apply(Tensor x) {
    for (int copy = 0; copy < copies; copy++) {
      observations.apply(x.value(), copy * encoder.width());
    }
  }

  /** Writes down a step that {@link #act} chose. */
  void observe(StepBatch before, StepBatch after) {
    int at = rollout.length() * copies;
    int width = encoder.width();
    int choiceWidth = rollout.choiceWidth;
    System.arraycopy(states.value(), 0, rollout.observations, at * width, copies * width);
    System.arraycopy(choices, 0, rollout.choices, at * choiceWidth, copies * choiceWidth);
    System.arraycopy(value.value(), 0, rollout.values, at, copies);
    remember(before.allowed, at);
    boolean cut = false;
    for (int copy = 0; copy < copies; copy++) {
      rollout.logProbabilities[at + copy] = policy.logProbability(copy, choices);
      rollout.starts[at + copy] = before.starts[copy];
      rollout.rewards[at + copy] = reward(after, copy);
      rollout.terminated[at + copy] = after.terminated[copy];
      rollout.ended[at + copy] = after.ended(copy);
      cut |= after.truncated[copy];
    }
    if (cut) {
      judge(after.successors, after.width(), never);
      for (int copy = 0; copy < copies; copy++) {
        if (after.truncated[copy]) {
          rollout.futures[at + copy] = future.value()[copy];
        }
      }
    }
    rollout.advance();
    if (rollout.full()) {
      judge(after.observations, after.width(), after.starts);
      System.arraycopy(future.value(), 0, last, 0, copies);
    }
  }

  private void remember(boolean[] allowed, int at) {
    if (allowed.length > 0) {
      int actions = allowed.length / copies;
      if (rollout.allowed.length == 0) {
        rollout.allowed = new boolean[Math.multiplyExact(rollout.size(), actions)];
      }
      System.arraycopy(allowed, 0, rollout.allowed, at * actions, allowed.length);
    }
  }

  /** The reward as the update takes it (Engstrom et al., "Implementation matters", 2020). */
  private float reward(StepBatch after, int copy) {
    float reward = (float) after.rewards[copy];
    if (!normalise.rewards()) {
      return reward;
    }
    onTheWay[copy] = (float) discount * onTheWay[copy] + reward;
    returnsOnTheWay.see(onTheWay, copy, 1);
    if (after.ended(copy)) {
      onTheWay[copy] = 0;
    }
    float scaled = reward * returnsOnTheWay.factor(0);
    return (float) Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
  }

  private void judge(float[] from, int width, boolean[] starts) {
    encode(from, width, successors);
    if (normalise.observations()) {
      apply(successors);
    }
    farther.beginAs(recall);
    farther.forget(starts);
    judging.forward();
  }

  /** What is remembered; what was gathered is saved by the agent. */
  @Override
  public void save(StateWriter out) {
    recall.save(out);
  }

  @Override
  public void restore(StateReader in) {
    recall.restore(in);
  }

  void saveExperience(StateWriter out) {
    out.object("rollout", rollout);
    out.object("observations", observations);
    out.object("returns", returnsOnTheWay);
    out.floats("on-the-way", onTheWay);
    out.floats("last", last);
  }

  /** Refuses what names a choice that there is not. */
  void check(Rollout restored) {
    for (int i = 0; i < restored.length() * restored.copies; i++) {
      if (!policy.possible(restored.choices, i * restored.choiceWidth)) {
        throw new MismatchException("step %d of a rollout chose what is no choice".formatted(i));
      }
    }
  }

  void restoreExperience(StateReader in) {
    in.object("rollout", rollout);
    check(rollout);
    in.object("observations", observations);
    in.object("returns", returnsOnTheWay);
    in.floats("on-the-way", onTheWay);
    in.floats("last", last);
  }
}
