package org.palaestra.agents.linear;

import java.util.Map;
import java.util.Optional;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Preset;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** How well the agents of the package do where nobody sets anything by hand. */
final class Tiled {

  private Tiled() {}

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
