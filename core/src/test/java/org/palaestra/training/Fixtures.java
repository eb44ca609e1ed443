package org.palaestra.training;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** A small game of chance, and an agent that keeps sums of all that it meets. */
final class Fixtures {

  static final Environments ENVIRONMENTS =
      Environments.of(
          EnvironmentDefinition.of("Dice-v0", "throw until a six", 20, Dice::new),
          EnvironmentDefinition.of("Trap-v0", "throws in the tenth step", 0, Trap::new));
  static final Agents AGENTS =
      Agents.of(
          new AgentDefinition<>(
              "counting",
              "keeps sums",
              "",
              new AgentDefinition.NoSettings(),
              context -> Optional.empty(),
              100,
              1,
              (context, settings) -> new Counting(context, true)),
          new AgentDefinition<>(
              "forgetful",
              "cannot go on from a checkpoint",
              "",
              new AgentDefinition.NoSettings(),
              context -> Optional.empty(),
              100,
              1,
              (context, settings) -> new Counting(context, false)),
          new AgentDefinition<>(
              "silent",
              "saves nothing",
              "",
              new AgentDefinition.NoSettings(),
              context -> Optional.empty(),
              100,
              1,
              (context, settings) -> new Silent(context)));

  private Fixtures() {}

  static TrainingPlan plan(String environment, long steps, int copies) {
    return plan(environment, "counting", steps, copies);
  }

  static TrainingPlan plan(String environment, String agent, long steps, int copies) {
    return new TrainingPlan(
        ENVIRONMENTS.find(environment).spec(), agent, Map.of(), 11, steps, copies, "auto");
  }

  static Trainer trainer(TrainingPlan plan) {
    return new Trainer(plan, ENVIRONMENTS, AGENTS);
  }

  /** Each throw pays its pips plus a tenth of the action; a six ends the game. */
  static class Dice implements DiscreteEnvironment {
    private int pips;

    @Override
    public Space observationSpace() {
      return Box.of(0, 6, 1);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(3);
    }

    @Override
    public void reset(RandomGenerator random) {
      pips = 0;
    }

    @Override
    public double step(int action, RandomGenerator random) {
      pips = 1 + random.nextInt(6);
      return pips + 0.1 * action;
    }

    @Override
    public boolean terminated() {
      return pips == 6;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = pips;
    }
  }

  private static final class Trap extends Dice {
    private int steps;

    @Override
    public double step(int action, RandomGenerator random) {
      if (++steps == 10) {
        throw new IllegalStateException("trapped");
      }
      return super.step(action, random);
    }

    @Override
    public boolean terminated() {
      return false;
    }
  }

  /** Acts at random while learning; its target remembers the last throw and acts on it. */
  static class Counting implements Agent {
    private final Actor behaviour = (now, out, streams) -> random(out, streams);
    private final RandomStream replay;
    private final boolean resumable;
    private double sum;
    private long updates;
    boolean closed;

    Counting(AgentContext context, boolean resumable) {
      this.resumable = resumable;
      replay = context.streams().stream("replay");
    }

    private static void random(ActionBatch out, RandomGenerator[] streams) {
      for (int copy = 0; copy < out.indices.length; copy++) {
        out.indices[copy] = streams[copy].nextInt(3);
      }
    }

    @Override
    public Actor behaviour() {
      return behaviour;
    }

    @Override
    public Policy target() {
      return copies -> behaviour;
    }

    @Override
    public void observe(StepBatch before, ActionBatch actions, StepBatch after) {
      for (int copy = 0; copy < after.size(); copy++) {
        sum = 0.99 * sum + after.rewards[copy] * (1 + before.observations[copy]);
      }
    }

    @Override
    public void learn(MetricSink metrics) {
      updates++;
      sum += replay.nextDouble();
      metrics.record("sum", sum);
    }

    @Override
    public boolean resumable() {
      return resumable;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void save(StateWriter out) {
      long[] words = new long[RandomStream.STATE_SIZE];
      replay.save(words, 0);
      out.longs("replay", words);
      out.number("sum", sum);
      out.integer("updates", updates);
    }

    @Override
    public void restore(StateReader in) {
      long[] words = new long[RandomStream.STATE_SIZE];
      in.longs("replay", words);
      replay.restore(words, 0);
      sum = in.number("sum");
      updates = in.integer("updates");
    }
  }

  /** What it learned is missing in its checkpoints. */
  private static final class Silent extends Counting {

    Silent(AgentContext context) {
      super(context, true);
    }

    @Override
    public void save(StateWriter out) {}
  }
}
