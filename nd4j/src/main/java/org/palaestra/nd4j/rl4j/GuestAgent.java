package org.palaestra.nd4j.rl4j;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentFault;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStreams;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * One of RL4J's learners behind our interface. RL4J decides on the next action as soon as it has
 * learned from the last; so {@link #learn} hands a step over and waits for that action, and {@link
 * Actor#act} gives it away. Its process is started by the first action, and not at all to play.
 *
 * <p>Its state is its weights alone, and so it is not {@link #resumable()}.
 */
final class GuestAgent implements Agent {

  /**
   * Which learner, and how.
   *
   * @param id of the definition
   * @param settings that the learner is to have
   * @param network of them, the layers
   * @param head what stands behind them
   * @param rewardFactor of them, what rewards are multiplied by
   * @param launch how its process is started
   */
  record Plan(
      String id,
      Record settings,
      DenseSettings network,
      GuestNetwork.Head head,
      double rewardFactor,
      GuestProcess.Launch launch) {}

  private final Plan plan;
  private final AgentContext context;
  private final Kernels kernels;
  private final InputEncoder encoder;
  private final GuestNetwork network;
  private final Actor behaviour = this::act;
  private final float[] successor; // [D]
  private final float[] observation; // [D]
  private double reward;
  private boolean terminated;
  private boolean truncated;
  private @Nullable GuestProcess guest;
  private boolean restored;
  private int action;
  private long steps;

  GuestAgent(AgentContext context, Plan plan) {
    this.context = context;
    this.plan = plan;
    kernels = KernelChoice.of(context.kernels(), context.threads());
    encoder = new InputEncoder(context.observations());
    successor = new float[encoder.width()];
    observation = new float[encoder.width()];
    network = network();
    network.weights().initialise(context.streams().stream(RandomStreams.INITIALISATION));
  }

  /** Numbered actions, and one environment: RL4J's learners know no batches. */
  static Optional<String> needs(AgentContext context) {
    if (context.copies() != 1) {
      return Optional.of(
          "learns in one copy of the environment at a time, got %d: leave out --envs"
              .formatted(context.copies()));
    }
    if (context.steps() > Integer.MAX_VALUE) {
      return Optional.of(
          "counts its steps up to %,d, got %,d".formatted(Integer.MAX_VALUE, context.steps()));
    }
    return Needs.discreteActions(context)
        .or(
            () ->
                context
                    .model()
                    .filter(GuestAgent::forbids)
                    .map(
                        any ->
                            "needs all actions to be allowed; %s forbids some: use %s"
                                .formatted(
                                    context.spec().id(),
                                    Needs.table(context).isPresent() ? "dqn" : "q-learning")));
  }

  /**
   * Whether only some actions are allowed in some state, as far as a model tells; what none tells
   * of is refused at the first step. Where the process has ended nothing may be allowed.
   */
  private static boolean forbids(FiniteMdp mdp) {
    int actions = mdp.actionSpace().n();
    for (int s = 0; s < mdp.states(); s++) {
      int allowed = 0;
      for (int a = 0; a < actions; a++) {
        allowed += mdp.allowed(s, a) ? 1 : 0;
      }
      if (allowed > 0 && allowed < actions) {
        return true;
      }
    }
    return false;
  }

  private GuestNetwork network() {
    int actions = ((Discrete) context.actions()).n();
    return new GuestNetwork(encoder.width(), actions, plan.network, plan.head);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  private void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    if (guest == null) {
      guest = start(now);
    }
    out.indices[0] = action;
  }

  private GuestProcess start(StepBatch now) {
    if (restored) {
      throw new IllegalStateException(plan.id + " cannot go on from a checkpoint");
    }
    if (now.allowed.length > 0) {
      throw new InvalidInputException(
          "%s needs all actions to be allowed; %s forbids some: use dqn"
              .formatted(plan.id, context.spec().id()));
    }
    sayIfNativesAreUnpacked();
    encoder.encode(now.observations, 0, observation, 0);
    Assignment assignment =
        new Assignment(
            plan.id,
            Settings.flatten(plan.settings),
            encoder.width(),
            ((Discrete) context.actions()).n(),
            context.streams().seed("rl4j"),
            network.weights().all().stream().map(Parameter::get).toArray(float[][]::new),
            observation);
    GuestProcess started = new GuestProcess(plan.launch);
    boolean done = false;
    try {
      action =
          exchange(
              started,
              (out, in) -> {
                assignment.write(out);
                out.flush();
                GuestProcess.expect(in, Wire.ACTION);
                return Report.read(in).action();
              });
      done = true;
    } finally {
      if (!done) {
        started.close();
      }
    }
    return started;
  }

  private static void sayIfNativesAreUnpacked() {
    if (System.getProperty("org.bytedeco.javacpp.cachedir") == null
        && !Files.isDirectory(Path.of(System.getProperty("user.home"), ".javacpp", "cache"))) {
      System.err.println(
          "RL4J's native code is unpacked to ~/.javacpp/cache, once: 400 MB, which takes a while");
    }
  }

  @Override
  public void observe(StepBatch before, ActionBatch actions, StepBatch after) {
    if (guest == null || actions.indices[0] != action) {
      throw new IllegalStateException(plan.id + " learns from its own actions only");
    }
    encoder.encode(after.successors, 0, successor, 0);
    encoder.encode(after.observations, 0, observation, 0);
    reward = after.rewards[0];
    terminated = after.terminated[0];
    truncated = after.truncated[0];
    steps++;
  }

  @Override
  public void learn(MetricSink metrics) {
    if (guest == null) {
      throw new IllegalStateException(plan.id + " has not acted yet");
    }
    Report report =
        exchange(
            guest,
            (out, in) -> {
              out.writeByte(Wire.STEP);
              out.writeDouble(reward);
              out.writeBoolean(terminated);
              out.writeBoolean(truncated);
              Wire.write(out, successor);
              if (terminated || truncated) {
                Wire.write(out, observation);
              }
              out.flush();
              GuestProcess.expect(in, Wire.ACTION);
              return Report.read(in);
            });
    action = report.action();
    for (Report.Metric metric : report.metrics()) {
      if (!Double.isFinite(metric.value())) {
        throw diverged("its %s is %s".formatted(metric.name(), metric.value()));
      }
      metrics.record(metric.name(), metric.value());
    }
  }

  private <T> T exchange(GuestProcess with, GuestProcess.Exchange<T> exchange) {
    try {
      return with.exchange(exchange);
    } catch (AgentFault fault) {
      throw new AgentFault(
          "RL4J %s failed in %s after %,d steps: %s"
              .formatted(Rl4j.VERSION, plan.id, steps, fault.getMessage()),
          fault.getCause());
    }
  }

  private DivergenceException diverged(String what) {
    return new DivergenceException(
        "%s diverged within %,d steps: %s; lower rate or rewardFactor"
            .formatted(plan.id, steps, what));
  }

  /** Asks for the weights of now. */
  private void fetch() {
    if (guest == null) {
      return;
    }
    float[][] weights =
        exchange(
            guest,
            (out, in) -> {
              out.writeByte(Wire.WEIGHTS);
              out.flush();
              GuestProcess.expect(in, Wire.WEIGHTS);
              return Wire.readAll(in);
            });
    List<Parameter> parameters = network.weights().all();
    for (int i = 0; i < weights.length; i++) {
      for (float weight : weights[i]) {
        if (!Float.isFinite(weight)) {
          throw diverged("a weight of %s is %s".formatted(parameters.get(i).name(), weight));
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      parameters.get(i).set(weights[i]);
    }
  }

  @Override
  public Policy target() {
    fetch();
    GuestNetwork frozen = network();
    frozen.weights().copyFrom(network.weights());
    return n -> new GuestActor(frozen, new Graph(kernels), encoder, plan.rewardFactor, n);
  }

  @Override
  public boolean resumable() {
    return false;
  }

  @Override
  public void close() {
    if (guest != null) {
      guest.close();
      guest = null;
      restored = true;
    }
  }

  @Override
  public void save(StateWriter out) {
    fetch();
    out.bytes("learner", Rl4j.LABEL.getBytes(StandardCharsets.UTF_8));
    out.object("network", network.weights());
  }

  @Override
  public void restore(StateReader in) {
    in.object("network", network.weights());
    restored = true;
  }
}
