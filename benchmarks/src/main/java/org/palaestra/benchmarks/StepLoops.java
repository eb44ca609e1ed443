package org.palaestra.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.random.RandomStream;

/**
 * The loops of {@code benchmarks/c} here, on an environment of the registry: prints steps a second
 * of processor time, the best of several rounds, and the same checksum of rewards and observations.
 */
public final class StepLoops {

  private static final int WARM_ROUNDS = 5;

  /** Steps of one call, so that the compiler can replace what it has improved. */
  private static final int CHUNK = 10_000;

  private final DiscreteEnvironment environment;
  private final RandomStream random = new RandomStream(1);
  private final float[] observation;
  private final int actions;
  private final int limit;
  private final boolean sparse;
  private int time;

  private StepLoops(String id) {
    Environments environments = Environments.load(Plugins.none());
    EnvironmentSpec spec = environments.find(id).spec();
    environment = (DiscreteEnvironment) environments.create(spec);
    limit = spec.timeLimit();
    actions = environment.actionSpace().n();
    observation = new float[environment.observationSpace().size()];
    // A short vector is overwritten as a whole.
    sparse = observation.length > 16 && !environment.overwrites();
  }

  /** Arguments: id, steps of a round, rounds. */
  public static void main(String[] arguments) {
    StepLoops loops = new StepLoops(arguments[0]);
    long steps = Long.parseLong(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double best = 0;
    double sum = 0;
    for (int round = 0; round < WARM_ROUNDS + rounds; round++) {
      long begin = clock.getCurrentThreadCpuTime();
      sum = loops.round(steps);
      double seconds = (clock.getCurrentThreadCpuTime() - begin) / 1e9;
      if (round >= WARM_ROUNDS) {
        best = Math.max(best, steps / seconds);
      }
    }
    System.out.println(String.format(Locale.ROOT, "%.0f %.4f", best, sum));
  }

  private double round(long steps) {
    random.reseed(1);
    environment.reset(random);
    time = 0;
    double sum = 0;
    for (long done = 0; done < steps; done += CHUNK) {
      sum = run((int) Math.min(CHUNK, steps - done), sum);
    }
    return sum;
  }

  private double run(int steps, double before) {
    double sum = before;
    for (int i = 0; i < steps; i++) {
      sum += environment.step(random.nextInt(actions), random);
      if (environment.terminated() || ++time == limit) {
        environment.reset(random);
        time = 0;
      }
      if (sparse) {
        Arrays.fill(observation, 0);
      }
      environment.observe(observation, 0);
      sum += observation[observation.length / 2 + 1];
    }
    return sum;
  }
}
