package org.palaestra.agents.control;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.times;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Adam;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.distribution.SquashedGaussian;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Soft actor-critic with a learned temperature (Haarnoja et al., "Soft actor-critic algorithms and
 * applications", 2018, algorithm 1). Off-policy.
 *
 * <pre>
 * y = r + γ [min(Q₁⁻(s′, a′), Q₂⁻(s′, a′)) − α log π(a′ | s′)], a′ ~ π(· | s′), or r where s′ terminated
 * L(θ) = Σ mean (Qᵢ(s, a) − y)²
 * L(φ) = mean (α log π(a | s) − min(Q₁(s, a), Q₂(s, a))), a ~ π(· | s; φ)
 * L(α) = −log α · mean (log π(a | s) − A)</pre>
 */
public final class Sac implements Agent {

  private static final double ADAM_EPSILON = 1e-8;

  private final SacSettings settings;
  private final Space observations;
  private final Kernels kernels;
  private final long total;
  private final Experience experience;
  private final GaussianActor actor;
  private final Critics critics;
  private final Parameters temperature = new Parameters();
  private final Parameter logAlpha;
  private final Update update;
  private final Adam actorAdam;
  private final Adam temperatureAdam;
  private final DivergenceWatch actorWatch;
  private final DivergenceWatch criticWatch;
  private final Explorer behaviour;
  private long updates;

  private Sac(AgentContext context, SacSettings settings) {
    this.settings = settings;
    observations = context.observations();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    total = context.steps();
    experience = new Experience(context, settings.replay(), settings.discount());
    actor = actor();
    logAlpha =
        temperature.add(
            "log_alpha", Initialisers.constant((float) StrictMath.log(settings.temperature())), 1);
    critics = new Critics(kernels, experience, 2, settings.network());
    update = new Update();
    RandomGenerator start = context.streams().stream(RandomStreams.INITIALISATION);
    actor.weights().initialise(start);
    critics.initialise(start);
    temperature.initialise(start);
    actorAdam = new Adam(kernels, actor.weights(), ADAM_EPSILON);
    temperatureAdam = new Adam(kernels, temperature, ADAM_EPSILON);
    criticWatch =
        new DivergenceWatch(
            kernels,
            critics.weights,
            "lower rate",
            experience::episodes,
            new DivergenceWatch.Part("the target critics", update.bootstrapping),
            new DivergenceWatch.Part("the critics", critics.judging));
    actorWatch =
        new DivergenceWatch(
            kernels,
            actor.weights(),
            "lower rate",
            experience::episodes,
            new DivergenceWatch.Part("the actor", update.improving));
    behaviour = new Explorer();
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
            "sac",
            "learns continuous actions and to stay as undecided as it can",
            "Haarnoja et al., \"Soft actor-critic algorithms and applications\", 2018",
            SacSettings.pendulum(),
            Needs::boundedActions,
            20_000,
            1,
            Sac::new)
        .with(SacPresets.all());
  }

  private GaussianActor actor() {
    return new GaussianActor(observations, experience.scale.width(), settings.network());
  }

  private float alpha() {
    return (float) StrictMath.exp(logAlpha.value()[0]);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  @Override
  public Policy target() {
    GaussianActor frozen = actor();
    frozen.weights().copyFrom(actor.weights());
    Critic[] judges = critics.frozen();
    return copies ->
        new GreedyControl(
            kernels,
            frozen::mode,
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
      double rate = settings.rate().at(experience.steps(), total);
      update.draw();
      judge(rate, metrics);
      improve(rate, metrics);
      if (settings.learnTemperature()) {
        temper(rate);
      }
      critics.follow(settings.follow());
      metrics.record("policy/temperature", alpha());
    }
  }

  private void judge(double rate, MetricSink metrics) {
    Arrays.fill(update.nextAlpha.value(), 0, update.nextAlpha.size(), alpha());
    update.bootstrapping.forward();
    experience.targets(update.nextValue.value(), critics.y);
    critics.judge(updates, rate, criticWatch, metrics);
  }

  private void improve(double rate, MetricSink metrics) {
    Arrays.fill(update.alpha.value(), 0, update.alpha.size(), alpha());
    Following.freeze(critics.weights, true);
    update.improving.forward();
    actor.weights().clearGradients();
    update.improving.backward(update.actorLoss);
    Following.freeze(critics.weights, false);
    actorWatch.check(updates, update.actorLoss);
    actorAdam.step(rate);
    metrics.record("loss/actor", update.actorLoss.scalar());
    metrics.record("policy/entropy", -update.meanLogProb.scalar());
  }

  /** The derivative of L(α) by log α is −mean (log π − A). */
  private void temper(double rate) {
    logAlpha.gradient()[0] = -(update.meanLogProb.scalar() - experience.scale.width());
    temperatureAdam.step(rate);
  }

  /** The graphs of an update. */
  private final class Update {

    final Graph bootstrapping = new Graph(kernels);
    final Graph improving = new Graph(kernels);
    private final Tensor nextStates; // [B, D]
    private final Tensor nextNoise; // [B, A]
    private final Tensor actorStates; // [B, D]
    private final Tensor noise; // [B, A]
    final Tensor nextAlpha; // [B]
    final Tensor nextValue; // [B]
    final Tensor alpha; // [B]
    final Tensor meanLogProb;
    final Tensor actorLoss;

    Update() {
      int size = experience.size();
      int width = experience.encoder.width();
      int a = experience.scale.width();

      nextStates = bootstrapping.input(size, width);
      nextNoise = bootstrapping.input(size, a);
      nextAlpha = bootstrapping.input(size);
      SquashedGaussian next = actor.policy(nextStates);
      Tensor nextU = next.sample(nextNoise);
      Tensor nextAction = SquashedGaussian.squash(nextU);
      Tensor lowest = Critics.lowest(critics.targets, nextStates, nextAction);
      nextValue = minus(lowest, times(nextAlpha, next.logProb(nextU)));

      actorStates = improving.input(size, width);
      noise = improving.input(size, a);
      alpha = improving.input(size);
      SquashedGaussian policy = actor.policy(actorStates);
      Tensor u = policy.sample(noise);
      Tensor action = SquashedGaussian.squash(u);
      Tensor logProb = policy.logProb(u);
      meanLogProb = mean(logProb);
      Tensor value = Critics.lowest(critics.online, actorStates, action);
      actorLoss = affine(mean(minus(value, times(alpha, logProb))), -1, 0);
    }

    void draw() {
      experience.draw(critics.states, critics.actions, nextStates);
      System.arraycopy(critics.states.value(), 0, actorStates.value(), 0, actorStates.size());
      for (int i = 0; i < noise.size(); i++) {
        nextNoise.value()[i] = (float) experience.draws().nextGaussian();
        noise.value()[i] = (float) experience.draws().nextGaussian();
      }
    }
  }

  /** Draws from π(· | s); evenly drawn actions while warming up. */
  private final class Explorer implements Actor {

    private final Graph acting = new Graph(kernels);
    private final Tensor states; // [N, D]
    private final SquashedGaussian policy;
    private final float[] drawn; // [N, A]

    Explorer() {
      states = acting.input(experience.copies, experience.encoder.width());
      policy = actor.policy(states);
      drawn = new float[experience.copies * experience.scale.width() + Kernels.LANES];
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      int a = experience.scale.width();
      if (experience.warmingUp()) {
        for (int copy = 0; copy < experience.copies; copy++) {
          for (int i = 0; i < a; i++) {
            drawn[copy * a + i] = 2 * streams[copy].nextFloat() - 1;
          }
        }
      } else {
        for (int copy = 0; copy < experience.copies; copy++) {
          experience.encoder.encode(now.observations, copy * now.width(), states.value(), copy);
        }
        acting.forward();
        policy.sample(streams, drawn);
      }
      for (int copy = 0; copy < experience.copies; copy++) {
        experience.scale.send(drawn, copy * a, out.values, copy * a);
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("actor", actor.weights());
    out.object("critics", critics.weights);
    out.object("target-critics", critics.targetWeights);
    out.object("temperature", temperature);
    out.object("actor-adam", actorAdam);
    out.object("critic-adam", critics.adam);
    out.object("temperature-adam", temperatureAdam);
    experience.save(out);
    out.integer("updates", updates);
  }

  @Override
  public void restore(StateReader in) {
    in.object("actor", actor.weights());
    in.object("critics", critics.weights);
    in.object("target-critics", critics.targetWeights);
    in.object("temperature", temperature);
    in.object("actor-adam", actorAdam);
    in.object("critic-adam", critics.adam);
    in.object("temperature-adam", temperatureAdam);
    experience.restore(in);
    updates = in.integer("updates");
  }
}
