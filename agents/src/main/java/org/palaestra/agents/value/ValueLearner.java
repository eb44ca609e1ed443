package org.palaestra.agents.value;

import java.util.function.Function;
import java.util.function.Supplier;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.agents.replay.Sampling;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.GradientClipping;
import org.palaestra.nn.Parameters;
import org.palaestra.random.RandomStream;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * What every agent with a replay memory and a target network does, whatever it makes of them: it
 * gathers, updates when it is time, and copies the weights when it is time. Off-policy.
 */
final class ValueLearner implements Agent {

  /**
   * What an algorithm brings.
   *
   * @param online the weights that learn
   * @param target those that bootstrap
   * @param behaviour acts with the former, and explores
   * @param exploration its ε
   * @param frozen a policy of the weights of this moment
   */
  record Parts(
      Parameters online,
      Parameters target,
      ReplayMemory memory,
      Sampling sampling,
      Update update,
      Actor behaviour,
      Schedule exploration,
      Supplier<Policy> frozen) {}

  private final Task task;
  private final Course course;
  private final Parts parts;
  private final Adam adam;
  private final DivergenceWatch watch;

  ValueLearner(Task task, Course course, Parts parts) {
    this.task = task;
    this.course = course;
    this.parts = parts;
    adam = new Adam(task.kernels, parts.online, course.adamEpsilon());
    watch =
        new DivergenceWatch(
            task.kernels,
            parts.online,
            course.remedy(),
            parts.update::episodes,
            new DivergenceWatch.Part("the target network", parts.update.bootstrapping()),
            new DivergenceWatch.Part("the online network", parts.update.learning()));
  }

  /** A learner from single transitions. */
  static ValueLearner of(
      Task task,
      Course course,
      ReplaySettings replay,
      double gamma,
      EpsilonSettings exploration,
      Function<ReplayMemory, Sampling> samplings,
      Supplier<QNetwork> networks,
      Objective.Maker objectives) {
    QNetwork online = networks.get();
    online.weights().initialise(task.initialisation);
    QNetwork target = networks.get();
    target.weights().copyFrom(online.weights());
    ReplayMemory memory =
        new ReplayMemory(task.observations, task.actionSpace, task.copies, replay.capacity());
    Sampling sampling = samplings.apply(memory);
    Batch batch = new Batch(task, replay.batch());
    Objective objective = objectives.make(online, target, batch);
    return new ValueLearner(
        task,
        course,
        new Parts(
            online.weights(),
            target.weights(),
            memory,
            sampling,
            new BatchUpdate(memory, sampling, batch, objective, replay.steps(), gamma),
            new EpsilonGreedy(task, online, exploration),
            exploration.epsilon(),
            () -> {
              QNetwork frozen = networks.get();
              frozen.weights().copyFrom(online.weights());
              return n -> new GreedyNetworkActor(frozen, task.quietGraph(), task.encoder, n);
            }));
  }

  @Override
  public Actor behaviour() {
    return parts.behaviour;
  }

  @Override
  public Policy target() {
    return parts.frozen.get();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    parts.memory.add(before, taken, after);
    parts.sampling.added();
    task.progress.advance(task.copies);
  }

  @Override
  public long firstUpdate() {
    return course.warmup() + 1L;
  }

  @Override
  public void learn(MetricSink metrics) {
    if (task.progress.steps() > course.warmup() && parts.memory.size() >= course.batch()) {
      long due = task.progress.due(course.every()) * course.updates();
      for (; due > 0; due--) {
        update(metrics);
      }
      if (task.progress.due(course.targetEvery()) > 0) {
        parts.target.copyFrom(parts.online);
      }
    }
  }

  private void update(MetricSink metrics) {
    Update update = parts.update;
    update.draw(task.draws, task.progress.steps());
    update.bootstrap();
    update.learning().forward();
    parts.online.clearGradients();
    update.learning().backward(update.loss());
    watch.check(adam.updates() + 1, update.loss());
    if (course.longestGradient() < Double.POSITIVE_INFINITY) {
      GradientClipping.byNorm(parts.online, course.longestGradient());
    }
    adam.step(task.progress.at(course.rate()));
    metrics.record("loss/td", update.loss().scalar());
    update.learned(metrics);
    metrics.record("exploration/epsilon", task.progress.at(parts.exploration));
  }

  @Override
  public void save(StateWriter out) {
    out.object("online", parts.online);
    out.object("target", parts.target);
    out.object("adam", adam);
    out.object("replay", parts.memory);
    out.object("sampling", parts.sampling);
    long[] streams = new long[2 * RandomStream.STATE_SIZE];
    task.draws.save(streams, 0);
    task.noise.save(streams, RandomStream.STATE_SIZE);
    out.longs("draws", streams);
    out.object("progress", task.progress);
  }

  @Override
  public void restore(StateReader in) {
    in.object("online", parts.online);
    in.object("target", parts.target);
    in.object("adam", adam);
    in.object("replay", parts.memory);
    in.object("sampling", parts.sampling);
    long[] streams = new long[2 * RandomStream.STATE_SIZE];
    in.longs("draws", streams);
    task.draws.restore(streams, 0);
    task.noise.restore(streams, RandomStream.STATE_SIZE);
    in.object("progress", task.progress);
  }
}
