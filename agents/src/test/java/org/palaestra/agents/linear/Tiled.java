package org.palaestra.agents.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Preset;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** Shows the agents of the package single steps, gives them the probes, and lets them train. */
final class Tiled {

  static final Discrete TWO = new Discrete(2);

  private Tiled() {}

  /**
   * One step of one copy.
   *
   * @param how 't' terminates, 'c' cuts, anything else goes on
   */
  static void observe(Agent agent, boolean starts, float x, int a, double r, float next, char how) {
    StepBatch before = new StepBatch(1, 1, 0);
    StepBatch after = new StepBatch(1, 1, 0);
    ActionBatch taken = new ActionBatch(TWO, 1);
    before.observations[0] = x;
    before.starts[0] = starts;
    taken.indices[0] = a;
    after.successors[0] = next;
    after.rewards[0] = r;
    after.terminated[0] = how == 't';
    after.truncated[0] = how == 'c';
    agent.observe(before, taken, after);
  }

  /** The action values that the finished policy of now tells. */
  static float[] values(Agent agent, float x) {
    StepBatch now = new StepBatch(1, 1, 0);
    now.observations[0] = x;
    Actor actor = agent.target().actor(1);
    Trainings.Answer answer = new Trainings.Answer(TWO);
    actor.act(now, answer.actions, new RandomGenerator[] {new RandomStream(1)});
    ((Explains) actor).explain(0, answer);
    return answer.actionValues;
  }

  /** Settings for the probes, with pairs of further ones. */
  static Map<String, String> probe(String... changes) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "discount", "0.9",
                "learningRate.from", "0.3",
                "learningRate.to", "0.05",
                "learningRate.fraction", "1",
                "exploration.epsilon.from", "0.2",
                "exploration.epsilon.to", "0.05"));
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    return settings;
  }

  static void assertPassesProbes(String agent) {
    try (Trainer constant = Trainings.done(agent, "ProbeConstant-v1", 4000, 1, probe());
        Trainer observation = Trainings.done(agent, "ProbeObservation-v1", 4000, 2, probe());
        Trainer delay = Trainings.done(agent, "ProbeDelay-v1", 4000, 1, probe());
        Trainer truncation = Trainings.done(agent, "ProbeTruncation-v1", 8000, 1, probe());
        Trainer action = Trainings.done(agent, "ProbeActionObservation-v1", 8000, 2, probe())) {
      assertThat(best(constant, 0)).isCloseTo(1, within(0.02));
      assertThat(best(observation, -1)).isCloseTo(-1, within(0.02));
      assertThat(best(observation, 1)).isCloseTo(1, within(0.02));
      assertThat(best(delay, 0)).isCloseTo(0.9, within(0.02));
      assertThat(best(truncation, 0)).isCloseTo(10, within(0.1));
      assertThat(Trainings.ask(action, -1).actions.indices[0]).isZero();
      assertThat(Trainings.ask(action, 1).actions.indices[0]).isEqualTo(1);
    }
  }

  private static double best(Trainer trainer, float x) {
    float[] q = Trainings.ask(trainer, x).actionValues;
    double best = q[0];
    for (float value : q) {
      best = Math.max(best, value);
    }
    return best;
  }

  /** Mean steps of the first 50 episodes on the hill, over ten seeds. */
  static double firstEpisodes(String agent, Map<String, String> settings) {
    EnvironmentSpec spec = Trainings.ENVIRONMENTS.find("MountainCar-v0").spec().withTimeLimit(5000);
    long steps = 0;
    for (int seed = 0; seed < 10; seed++) {
      try (Trainer trainer =
          Trainings.begin(agent, spec, seed, 10_000_000, 1, "auto", 1, settings)) {
        while (trainer.episodes() < 50) {
          trainer.step();
        }
        steps += trainer.steps();
      }
    }
    return steps / 500.0;
  }

  /** The mean of 100 episodes of each seed, from 1 on, with the preset of the environment. */
  static double mean(AgentDefinition<?> agent, String environment, int seeds) {
    EnvironmentSpec spec = Trainings.ENVIRONMENTS.find(environment).spec();
    Optional<Preset> preset = agent.presetFor(spec.id());
    Map<String, String> settings = preset.map(Preset::settings).orElse(Map.of());
    long steps = preset.map(Preset::steps).orElse(agent.steps());
    double sum = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      try (Trainer trainer =
          Trainings.begin(agent.id(), spec, seed, steps, 1, "auto", 1, settings)) {
        Trainings.finish(trainer);
        sum +=
            new Evaluator(Trainings.ENVIRONMENTS, spec)
                .evaluate(trainer.agent().target(), Evaluator.seeds(seed, 100))
                .summary()
                .mean();
      }
    }
    return sum / seeds;
  }
}
