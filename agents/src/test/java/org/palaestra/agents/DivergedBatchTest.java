package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.PastEpisode;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.Environments;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** One episode of a training pays what no loss can be computed of: its seed is named. */
final class DivergedBatchTest {

  private static final long SEED = 7;
  private static final int COPY = 1;
  private static final int EPISODE = 4;
  private static final int LENGTH = 3;
  private static final long POISON =
      new RandomStreams(SEED).seed(RandomStreams.EPISODE, COPY, EPISODE);

  /** Episodes of three steps; each step of one of them is worth 10³⁰, whose square is no float. */
  private static final class Course {

    private boolean poisoned;
    private int steps;

    void reset(RandomGenerator random) {
      poisoned = random.nextLong() == new RandomStream(POISON).nextLong();
      steps = 0;
    }

    double step() {
      steps++;
      return poisoned ? 1e30 : 1;
    }
  }

  private static final class Choosing implements DiscreteEnvironment {

    private final Course course = new Course();

    @Override
    public Box observationSpace() {
      return Box.of(0, LENGTH, 1);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public void reset(RandomGenerator random) {
      course.reset(random);
    }

    @Override
    public double step(int action, RandomGenerator random) {
      return course.step();
    }

    @Override
    public boolean terminated() {
      return course.steps == LENGTH;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = course.steps;
    }
  }

  private static final class Moving implements ContinuousEnvironment {

    private final Course course = new Course();

    @Override
    public Box observationSpace() {
      return Box.of(0, LENGTH, 1);
    }

    @Override
    public Box actionSpace() {
      return Box.of(-1, 1, 1);
    }

    @Override
    public void reset(RandomGenerator random) {
      course.reset(random);
    }

    @Override
    public double step(float[] action, int offset, RandomGenerator random) {
      return course.step();
    }

    @Override
    public boolean terminated() {
      return course.steps == LENGTH;
    }

    @Override
    public void observe(float[] out, int offset) {
      out[offset] = course.steps;
    }
  }

  private static final Environments ENVIRONMENTS =
      Environments.of(
          EnvironmentDefinition.of("Choosing-v0", "", 0, Choosing::new),
          EnvironmentDefinition.of("Moving-v0", "", 0, Moving::new));

  @ParameterizedTest
  @CsvSource({
    "dqn, Choosing-v0",
    "prioritised-dqn, Choosing-v0",
    "dqn-without-replay, Choosing-v0",
    "drqn, Choosing-v0",
    "pqn, Choosing-v0",
    "reinforce, Choosing-v0",
    "a2c, Choosing-v0",
    "ppo, Choosing-v0",
    "recurrent-ppo, Choosing-v0",
    "td3, Moving-v0",
    "sac, Moving-v0"
  })
  void theEpisodesOfItsBatchAreNamed(String agent, String environment) {
    AgentDefinition<?> definition =
        new BuiltInAgents()
            .agents().stream().filter(a -> a.id().equals(agent)).findFirst().orElseThrow();
    TrainingPlan plan =
        new TrainingPlan(
            ENVIRONMENTS.find(environment).spec(),
            agent,
            Settings.flatten(definition.settings(small(definition))),
            SEED,
            500,
            2,
            "auto");
    try (Trainer trainer = new Trainer(plan, ENVIRONMENTS, Agents.of(definition))) {
      DivergenceException fault =
          catchThrowableOfType(DivergenceException.class, () -> Trainings.finish(trainer));
      // Whatever was learned from is named by copy and by how long ago it was, and as a seed.
      long episode = trainer.steps() / 2 / LENGTH;
      List<Long> seeds =
          fault.batch().stream()
              .map(
                  past ->
                      new RandomStreams(SEED)
                          .seed(RandomStreams.EPISODE, past.copy(), episode - past.ago()))
              .toList();
      assertThat(fault.batch()).contains(new PastEpisode(COPY, episode - EPISODE));
      assertThat(seeds).contains(POISON).hasSizeLessThanOrEqualTo(8);
      assertThat(fault)
          .hasMessageEndingWith(
              seeds.size() == 1
                  ? "; its batch is from the episode of seed " + POISON
                  : "; its batch is from the episodes of seeds "
                      + seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  private static Map<String, String> small(AgentDefinition<?> definition) {
    Map<String, String> small =
        Map.of(
            "replay.capacity", "60",
            "replay.warmup", "8",
            "replay.batch", definition.id().equals("drqn") ? "2" : "8",
            "replay.length", "3",
            "learning.every", "1",
            "learning.loss", "squared",
            "learning.minibatches", "2",
            "normalise.rewards", "false",
            "rollout", "6");
    List<String> known = Settings.flatten(definition.defaults()).keySet().stream().toList();
    return Arrays.stream(small.keySet().toArray(String[]::new))
        .filter(known::contains)
        .collect(Collectors.toMap(key -> key, small::get));
  }
}
