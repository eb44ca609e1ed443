package org.palaestra.app.diagnosis;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** Healthy agents, broken from outside in one way each. */
final class Mutants {

  /** How an agent is broken. */
  enum Kind {
    /** Ends of episodes look like cuts. */
    NO_BOOTSTRAP_MASK,
    /** Cuts of episodes look like ends. */
    TRUNCATION_AS_TERMINATION,
    /** Every step looks like an end. */
    NO_BOOTSTRAP,
    /**
     * What it chooses first is done last, and it never knows. Its finished policy does as it says.
     */
    SWAPPED_ACTIONS,
    /**
     * Rewards are negative, and so are the values that it then tells: values are right, and the
     * policy goes downhill.
     */
    REVERSED_ADVANTAGE,
    /** Nothing is ever a start. */
    MEMORY_NOT_RESET
  }

  private Mutants() {}

  static <S extends Record> AgentDefinition<S> of(AgentDefinition<S> healthy, Kind kind) {
    return new AgentDefinition<>(
        healthy.id(),
        healthy.summary(),
        healthy.citation(),
        healthy.defaults(),
        healthy.needs(),
        healthy.steps(),
        healthy.copies(),
        (context, settings) ->
            new Mutant(healthy.factory().apply(context, settings), kind, context));
  }

  private static final class Mutant implements Agent {

    private final Agent healthy;
    private final Kind kind;
    private final Space actions;
    private final int copies;
    private final Actor behaviour;

    Mutant(Agent healthy, Kind kind, AgentContext context) {
      this.healthy = healthy;
      this.kind = kind;
      actions = context.actions();
      copies = context.copies();
      behaviour =
          new BrokenActor(healthy.behaviour(), kind, kind == Kind.SWAPPED_ACTIONS ? actions : null);
    }

    @Override
    public Actor behaviour() {
      return behaviour;
    }

    @Override
    public Policy target() {
      Policy policy = healthy.target();
      return n -> new BrokenActor(policy.actor(n), kind, null);
    }

    @Override
    public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
      ActionBatch told = taken;
      if (kind == Kind.SWAPPED_ACTIONS) {
        told = new ActionBatch(actions, copies);
        System.arraycopy(taken.indices, 0, told.indices, 0, taken.indices.length);
        System.arraycopy(taken.values, 0, told.values, 0, taken.values.length);
        swap(told, actions);
      }
      healthy.observe(broken(before, kind), told, broken(after, kind));
    }

    @Override
    public void learn(MetricSink metrics) {
      healthy.learn(metrics);
    }

    @Override
    public boolean improves() {
      return healthy.improves();
    }

    @Override
    public void save(StateWriter out) {
      healthy.save(out);
    }

    @Override
    public void restore(StateReader in) {
      healthy.restore(in);
    }
  }

  private static void swap(ActionBatch batch, Space actions) {
    for (int i = 0; i < batch.indices.length; i++) {
      batch.indices[i] = ((Discrete) actions).n() - 1 - batch.indices[i];
    }
    for (int i = 0; i < batch.values.length; i++) {
      batch.values[i] = -batch.values[i];
    }
  }

  private static StepBatch broken(StepBatch batch, Kind kind) {
    StepBatch copy =
        new StepBatch(batch.size(), batch.width(), batch.allowed.length / batch.size());
    System.arraycopy(batch.observations, 0, copy.observations, 0, batch.observations.length);
    System.arraycopy(batch.successors, 0, copy.successors, 0, batch.successors.length);
    for (int i = 0; i < batch.size(); i++) {
      boolean ended = batch.ended(i);
      copy.rewards[i] = kind == Kind.REVERSED_ADVANTAGE ? -batch.rewards[i] : batch.rewards[i];
      copy.terminated[i] =
          switch (kind) {
            case NO_BOOTSTRAP_MASK -> false;
            case TRUNCATION_AS_TERMINATION -> ended;
            case NO_BOOTSTRAP -> true;
            default -> batch.terminated[i];
          };
      copy.truncated[i] = ended && !copy.terminated[i];
      copy.starts[i] = kind != Kind.MEMORY_NOT_RESET && batch.starts[i];
    }
    return copy;
  }

  private static final class BrokenActor implements Actor, Explains {

    private final Actor healthy;
    private final Kind kind;
    private final @Nullable Space swapped;

    BrokenActor(Actor healthy, Kind kind, @Nullable Space swapped) {
      this.healthy = healthy;
      this.kind = kind;
      this.swapped = swapped;
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      healthy.act(broken(now, kind), out, streams);
      if (swapped != null) {
        swap(out, swapped);
      }
    }

    @Override
    public void explain(int copy, Explanation out) {
      if (healthy instanceof Explains explains) {
        explains.explain(
            copy,
            new Explanation() {
              @Override
              public void actionValues(float[] values) {
                out.actionValues(values);
              }

              @Override
              public void probabilities(float[] probabilities) {
                out.probabilities(probabilities);
              }

              @Override
              public void stateValue(double value) {
                out.stateValue(kind == Kind.REVERSED_ADVANTAGE ? -value : value);
              }
            });
      }
    }

    @Override
    public void save(StateWriter out) {
      healthy.save(out);
    }

    @Override
    public void restore(StateReader in) {
      healthy.restore(in);
    }
  }
}
