package org.palaestra.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.palaestra.agent.Agents;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.Settings;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Environment steps a second through the whole training loop, past the warm-up. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Learning {

  private static final int STEPS = 1000;

  /** Environment and agent. */
  @Param({"CartPole-v1 dqn", "FrozenLake-v1 q-learning"})
  public String pair = "";

  private Trainer trainer;

  /** For JMH. */
  @SuppressWarnings("NullAway.Init")
  public Learning() {}

  /** Trains past the warm-up. */
  @Setup
  public void setUp() {
    String[] ids = pair.split(" ", 2);
    Environments environments = Environments.load(Plugins.none());
    Agents agents = Agents.load(Plugins.none());
    trainer =
        new Trainer(
            new TrainingPlan(
                environments.find(ids[0]).spec(),
                ids[1],
                Settings.flatten(agents.find(ids[1]).settings(Map.of())),
                1,
                500_000,
                1,
                "vector"),
            environments,
            agents);
    while (trainer.steps() < 20_000) {
      trainer.step();
    }
  }

  /** Goes on, also beyond the planned steps. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long steps() {
    for (int i = 0; i < STEPS; i++) {
      trainer.step();
    }
    return trainer.episodes();
  }
}
