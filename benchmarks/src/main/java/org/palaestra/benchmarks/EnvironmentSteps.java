package org.palaestra.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Masked;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.plugin.Plugins;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/**
 * Environment steps a second on one core with random actions, drawn beforehand, and an observation
 * after every step: the environment by itself, and as agents see it.
 *
 * <p>Where a mask forbids some actions, what is drawn beforehand are {@value #CHOICES} allowed
 * actions for every state of the finite world, each equally likely. Asking for the mask and drawing
 * are not measured then; looking up one of these actions by the number of the state is. A batch
 * writes its masks all the same.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class EnvironmentSteps {

  private static final int STEPS = 4096;

  /** Actions to choose from in each state of a world with a mask. */
  private static final int CHOICES = 64;

  /** Which environment. */
  @Param({
    "CartPole-v1",
    "MountainCar-v0",
    "MountainCarContinuous-v0",
    "Acrobot-v1",
    "Pendulum-v1",
    "FrozenLake-v1",
    "FrozenLake8x8-v1",
    "GridWorld-v1",
    "LunarLander-v3",
    "LunarLanderContinuous-v3"
  })
  public String id = "";

  private final RandomStream random = new RandomStream(1);

  /** What to do at each step; with a mask, which of the state's choices to take. */
  private final int[] actions = new int[STEPS];

  /**
   * {@code [states, CHOICES]} allowed actions, or empty if there is no mask. Bytes, so that they
   * take little of the first cache from the environment.
   */
  private byte[] choices = {};

  /** The environment, if it has a mask. */
  private @Nullable FiniteMdp world;

  private float[] observation = {};
  private float[] values = {};
  private int width;
  private Environment environment;
  private VectorEnvironment one;
  private VectorEnvironment many;
  private ActionBatch oneAction;
  private ActionBatch manyActions;
  private int limit;
  private int step;

  /** Builds the environment and draws the actions. */
  @SuppressWarnings("NullAway.Init")
  public EnvironmentSteps() {}

  /** Builds the environment and draws the actions. */
  @Setup
  public void setUp() {
    Environments environments = Environments.load(Plugins.none());
    var spec = environments.find(id).spec();
    limit = spec.timeLimit();
    environment = environments.create(spec);
    environment.reset(random);
    observation = new float[environment.observationSpace().size()];
    one = environments.vector(spec, 1);
    many = environments.vector(spec, 64);
    one.reset((copy, episode) -> episode);
    many.reset((copy, episode) -> 64 * episode + copy);
    oneAction = new ActionBatch(one.actionSpace(), 1);
    manyActions = new ActionBatch(many.actionSpace(), 64);
    if (one.actionSpace() instanceof Discrete discrete) {
      if (environment.ability(Masked.class).isPresent()) {
        world = environment.ability(FiniteMdp.class).orElseThrow();
        choices = choices(world, discrete.n());
      }
      int bound = choices.length == 0 ? discrete.n() : CHOICES;
      for (int i = 0; i < STEPS; i++) {
        actions[i] = random.nextInt(bound);
      }
    } else {
      drawValues((Box) one.actionSpace());
    }
  }

  private byte[] choices(FiniteMdp world, int count) {
    if (count > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a masked environment must have at most " + Byte.MAX_VALUE + " actions, got " + count);
    }
    byte[] drawn = new byte[world.states() * CHOICES];
    int[] allowed = new int[count];
    for (int state = 0; state < world.states(); state++) {
      int found = 0;
      for (int action = 0; action < count; action++) {
        if (world.allowed(state, action)) {
          allowed[found++] = action;
        }
      }
      for (int i = 0; found > 0 && i < CHOICES; i++) {
        drawn[state * CHOICES + i] = (byte) allowed[random.nextInt(found)];
      }
    }
    return drawn;
  }

  /** The action of step {@code i}, in {@code state} of a world with a mask. */
  private int action(int i, int state) {
    return choices[state * CHOICES + actions[i]];
  }

  private void drawValues(Box space) {
    width = space.size();
    values = new float[STEPS * width];
    float[] low = space.low();
    float[] high = space.high();
    for (int i = 0; i < values.length; i++) {
      int j = i % width;
      values[i] = low[j] + random.nextFloat() * (high[j] - low[j]);
    }
  }

  /** The environment by itself. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double alone() {
    return environment instanceof DiscreteEnvironment discrete
        ? alone(discrete)
        : alone((ContinuousEnvironment) environment);
  }

  private double alone(DiscreteEnvironment discrete) {
    FiniteMdp masked = world;
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      int action = masked == null ? actions[i] : action(i, masked.state());
      sum += discrete.step(action, random) + goOn(discrete);
    }
    return sum;
  }

  private double alone(ContinuousEnvironment continuous) {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += continuous.step(values, i * width, random) + goOn(continuous);
    }
    return sum;
  }

  private double goOn(Environment current) {
    if (current.terminated() || ++step == limit) {
      current.reset(random);
      step = 0;
    }
    if (observation.length > 16 && !current.overwrites()) {
      Arrays.fill(observation, 0); // As a batch does; a short vector is overwritten as a whole.
    }
    current.observe(observation, 0);
    return observation[0];
  }

  /** As an agent sees one copy. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double batchOf1() {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      if (world != null) {
        oneAction.indices[0] = action(i, (int) one.current().observations[0]);
      } else if (width == 0) {
        oneAction.indices[0] = actions[i];
      } else {
        System.arraycopy(values, i * width, oneAction.values, 0, width);
      }
      StepBatch batch = one.step(oneAction);
      sum += batch.rewards[0];
    }
    return sum;
  }

  /** As an agent sees 64 copies; each copy's step counts. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double batchOf64() {
    double sum = 0;
    for (int i = 0; i < STEPS; i += 64) {
      if (world != null) {
        float[] states = many.current().observations;
        for (int copy = 0; copy < 64; copy++) {
          manyActions.indices[copy] = action(i + copy, (int) states[copy]);
        }
      } else if (width == 0) {
        System.arraycopy(actions, i, manyActions.indices, 0, 64);
      } else {
        System.arraycopy(values, i * width, manyActions.values, 0, 64 * width);
      }
      StepBatch batch = many.step(manyActions);
      sum += batch.rewards[0];
    }
    return sum;
  }
}
