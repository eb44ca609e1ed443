package org.palaestra.agents.control;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.clip;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.plus;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Deterministic policy gradients: what {@link Ddpg} and {@link Td3} have in common, and with what
 * they differ as numbers.
 */
final class DeterministicLearner implements Agent {

  private static final double ADAM_EPSILON = 1e-8;

  /**
   * Where the two differ.
   *
   * @param critics 1, or 2 of which the lower value counts
   * @param delay updates of the critics for one of the actor and the targets
   * @param smoothing deviation of the noise on the target's action
   * @param smoothingLimit where that noise is cut
   */
  record Form(int critics, int delay, double smoothing, double smoothingLimit) {}

  private final DeterministicSettings settings;
  private final Form form;
  private final Space observations;
  private final Kernels kernels;
  private final long total;
  private final Experience experience;
  private final DeterministicActor actor;
  private final DeterministicActor targetActor;
  private final Critics critics;
  private final Update update;
  private final Adam actorAdam;
  private final DivergenceWatch actorWatch;
  private final DivergenceWatch criticWatch;
  private final Explorer behaviour;
  private long updates;

  DeterministicLearner(AgentContext context, DeterministicSettings settings, Form form) {
    this.settings = settings;
    this.form = form;
    observations = context.observations();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    total = context.steps();
    experience = new Experience(context, settings.replay(), settings.discount());
    actor = actor();
    targetActor = actor();
    critics = new Critics(kernels, experience, form.critics, settings.network());
    update = new Update();
    RandomGenerator start = context.streams().stream(RandomStreams.INITIALISATION);
    actor.weights().initialise(start);
    critics.initialise(start);
    targetActor.weights().copyFrom(actor.weights());
    actorAdam = new Adam(kernels, actor.weights(), ADAM_EPSILON);
    criticWatch =
        new DivergenceWatch(
            kernels,
            critics.weights,
            "lower criticRate",
            experience::episodes,
            new DivergenceWatch.Part("the target networks", update.bootstrapping),
            new DivergenceWatch.Part("the critic", critics.judging));
    actorWatch =
        new DivergenceWatch(
            kernels,
            actor.weights(),
            "lower actorRate",
            experience::episodes,
            new DivergenceWatch.Part("the actor", update.improving));
    behaviour = new Explorer();
  }

  private DeterministicActor actor() {
    return new DeterministicActor(observations, experience.scale.width(), settings.network());
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    DeterministicActor frozen = actor();
    frozen.weights().copyFrom(actor.weights());
    Critic[] judges = critics.frozen();
    return copies ->
        new GreedyControl(
            kernels,
            frozen::action,
            (s, a) -> Critics.lowest(judges, s, a),
            experience.encoder,
            experience.scale,
            copies);
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    experience.add(before, taken, after);
  }

  @Override
  public long firstUpdate() {
    return experience.firstUpdate();
  }

  @Override
  public void learn(MetricSink metrics) {
    for (long due = experience.due(); due > 0; due--) {
      updates++;
      judge(metrics);
      if (updates % form.delay == 0) {
        improve(metrics);
        Following.follow(targetActor.weights(), actor.weights(), settings.follow());
        critics.follow(settings.follow());
      }
    }
  }

  /** L = Σ over critics of mean (Q(s, a) − y)², y = r + γ min Q⁻(s′, μ⁻(s′) + ε). */
  private void judge(MetricSink metrics) {
    update.draw();
    update.bootstrapping.forward();
    experience.targets(update.nextValue.value(), critics.y);
    double rate = settings.criticRate().at(experience.steps(), total);
    critics.judge(updates, rate, criticWatch, metrics);
  }

  /** Up the gradient of Q₁(s, μ(s)). */
  private void improve(MetricSink metrics) {
    Following.freeze(critics.weights, true);
    update.improving.forward();
    actor.weights().clearGradients();
    update.improving.backward(update.actorLoss);
    Following.freeze(critics.weights, false);
    actorWatch.check(updates, update.actorLoss);
    actorAdam.step(settings.actorRate().at(experience.steps(), total));
    metrics.record("loss/actor", update.actorLoss.scalar());
  }

  /** The graphs of an update. */
  private final class Update {

    final Graph bootstrapping = new Graph(kernels);
    final Graph improving = new Graph(kernels);
    private final Tensor nextStates; // [B, D]
    private final Tensor noise; // [B, A]
    private final Tensor actorStates; // [B, D]
    final Tensor nextValue; // [B]
    final Tensor actorLoss;

    Update() {
      int size = experience.size();
      int width = experience.encoder.width();
      int a = experience.scale.width();
      nextStates = bootstrapping.input(size, width);
      noise = bootstrapping.input(size, a);
      Tensor next = clip(plus(targetActor.action(nextStates), noise), -1, 1);
      nextValue = Critics.lowest(critics.targets, nextStates, next);

      actorStates = improving.input(size, width);
      actorLoss =
          affine(mean(critics.online[0].value(actorStates, actor.action(actorStates))), -1, 0);
    }

    void draw() {
      experience.draw(critics.states, critics.actions, nextStates);
      System.arraycopy(critics.states.value(), 0, actorStates.value(), 0, actorStates.size());
      if (form.smoothing > 0) {
        float limit = (float) form.smoothingLimit;
        for (int i = 0; i < noise.size(); i++) {
          float drawn = (float) (form.smoothing * experience.draws().nextGaussian());
          noise.value()[i] = Math.max(-limit, Math.min(limit, drawn));
        }
      }
    }
  }

  /** μ(s) and some noise, cut to the bounds; evenly drawn actions while warming up. */
  private final class Explorer implements Actor {

    private final Graph acting = new Graph(kernels);
    private final Tensor states; // [N, D]
    private final Tensor action; // [N, A]
    private final float[] noisy; // [A]

    Explorer() {
      states = acting.input(experience.copies, experience.encoder.width());
      action = actor.action(states);
      noisy = new float[experience.scale.width()];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      boolean evenly = experience.warmingUp();
      if (!evenly) {
        for (int copy = 0; copy < experience.copies; copy++) {
          experience.encoder.encode(now.observations, copy * now.width(), states.value(), copy);
        }
        acting.forward();
      }
      for (int copy = 0; copy < experience.copies; copy++) {
        for (int i = 0; i < noisy.length; i++) {
          noisy[i] =
              evenly
                  ? 2 * streams[copy].nextFloat() - 1
                  : action.value()[copy * noisy.length + i]
                      + (float) (settings.noise() * streams[copy].nextGaussian());
        }
        experience.scale.send(noisy, 0, out.values, copy * noisy.length);
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("actor", actor.weights());
    out.object("critics", critics.weights);
    out.object("target-actor", targetActor.weights());
    out.object("target-critics", critics.targetWeights);
    out.object("actor-adam", actorAdam);
    out.object("critic-adam", critics.adam);
    experience.save(out);
    out.integer("updates", updates);
  }

  @Override
  public void restore(StateReader in) {
    in.object("actor", actor.weights());
    in.object("critics", critics.weights);
    in.object("target-actor", targetActor.weights());
    in.object("target-critics", critics.targetWeights);
    in.object("actor-adam", actorAdam);
    in.object("critic-adam", critics.adam);
    experience.restore(in);
    updates = in.integer("updates");
  }
}
