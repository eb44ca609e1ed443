package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;

/** Every agent, stopped at random places and gone on with elsewhere: the same final checkpoint. */
final class ResumeTest {

  private static final int STOPS = 20;
  private static final int MANY = 100;
  private static final int STEPS = 300;
  private static final int ROLLOUT = 16;

  /** The first of them that an agent can handle is where it learns. */
  private static final List<String> ENVIRONMENTS =
      List.of("CartPole-v1", "FrozenLake-v1", "Pendulum-v1", "Bandit-v1", "RandomWalk19-v1");

  /** Small enough that everything that an agent does happens within the steps. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("network.hidden", "16"),
          Map.entry("network.body.hidden", "16"),
          Map.entry("network.memory", "8"),
          Map.entry("streams.hidden", "16"),
          Map.entry("network.streams.hidden", "16"),
          Map.entry("replay.capacity", "120"),
          Map.entry("replay.warmup", "32"),
          Map.entry("replay.batch", "16"),
          Map.entry("replay.length", "4"),
          Map.entry("learning.every", "2"),
          Map.entry("learning.minibatches", "2"),
          Map.entry("rollout", Integer.toString(ROLLOUT)),
          Map.entry("targetEvery", "20"),
          Map.entry("exploration.longest", "20"),
          Map.entry("atoms.count", "11"),
          Map.entry("quantiles.count", "8"),
          Map.entry("population", "4"),
          Map.entry("simulations", "4"),
          Map.entry("depth", "10"),
          Map.entry("horizon", "20"));

  static Stream<String> agents() {
    return new BuiltInAgents().agents().stream().map(AgentDefinition::id);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void whereverItIsStoppedItEndsWithTheSameBits(String agent, @TempDir Path folder)
      throws Exception {
    int wanted = agent.equals("dqn") || agent.equals("ppo") ? MANY : STOPS;
    String hash;
    int done = 0;
    SortedSet<Integer> stops = stops(agent, wanted);
    try (Trainer straight = begin(agent)) {
      while (!straight.done()) {
        straight.step();
        done++;
        if (stops.contains(done)) {
          Checkpoint.write(folder.resolve(Integer.toString(done)), straight);
        }
      }
      hash = Checkpoint.hashOf(straight);
    }
    int resumed = 0;
    for (int stop : stops.headSet(done + 1)) {
      try (Trainer other = begin(agent)) {
        other.restore(Checkpoint.read(folder.resolve(Integer.toString(stop))).state());
        Trainings.finish(other);
        assertThat(Checkpoint.hashOf(other)).as("%s stopped after %d", agent, stop).isEqualTo(hash);
        resumed++;
      }
      Files.delete(folder.resolve(Integer.toString(stop)));
    }
    // A planner may be done sooner.
    assertThat(resumed).as("%d steps were done", done).isEqualTo(Math.min(wanted, done));
  }

  /** Random ones, and the last end of a rollout. */
  private static SortedSet<Integer> stops(String agent, int count) {
    RandomStream random = new RandomStream(agent.hashCode());
    SortedSet<Integer> stops = new TreeSet<>();
    int steps = steps(agent);
    if (steps > ROLLOUT) {
      // Nothing that was gathered before is written over between here and the end.
      stops.add(steps - steps % ROLLOUT);
    }
    while (stops.size() < Math.min(count, steps)) {
      stops.add(1 + random.nextInt(steps));
    }
    return stops;
  }

  private static int steps(String agent) {
    try (Trainer trainer = begin(agent)) {
      int steps = 0;
      while (!trainer.done()) {
        trainer.step();
        steps++;
      }
      return steps;
    }
  }

  /** A small training of an agent, where it can learn. */
  static Trainer begin(String agent) {
    AgentDefinition<?> definition =
        new BuiltInAgents()
            .agents().stream().filter(a -> a.id().equals(agent)).findFirst().orElseThrow();
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    InvalidInputException refusal = new InvalidInputException("none was tried");
    for (String environment : ENVIRONMENTS) {
      try {
        return Trainings.begin(agent, environment, STEPS, 2, "auto", 1, settings);
      } catch (InvalidInputException e) {
        refusal = e;
      }
    }
    throw refusal;
  }
}
