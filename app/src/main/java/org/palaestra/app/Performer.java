package org.palaestra.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.PlanningAgent;
import org.palaestra.agent.Policy;
import org.palaestra.app.run.RunPictures;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.playback.Playback;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.training.RunFolder;
import org.palaestra.training.Runs;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/**
 * Someone to look at: a trained agent in its environment, or an untrained one.
 *
 * @param environment where it acts
 * @param policy how it acts
 * @param agent id of the agent
 * @param seed root of the episodes' seeds unless another is given
 * @param film where a film of it belongs, if it is of a run
 * @param notes what the person should know
 */
public record Performer(
    EnvironmentSpec environment,
    Policy policy,
    String agent,
    long seed,
    Optional<Path> film,
    List<String> notes) {

  /**
   * Finds what a person wants to look at: a run, or an environment and an agent. Of the latter the
   * newest finished run is taken, else the agent as it is before training; a planner plans first.
   *
   * @param reference a run, {@code latest}, or the id of an environment
   * @param agent id of an agent, given with an environment
   * @throws InvalidInputException if there is no such thing
   */
  public static Performer find(Platform platform, String reference, @Nullable String agent)
      throws IOException {
    if (agent == null) {
      if (isEnvironment(platform.environments(), reference)) {
        throw new InvalidInputException(
            "%s is an environment; say who acts in it: --agent AGENT".formatted(reference));
      }
      return of(platform, platform.runs().find(reference));
    }
    EnvironmentSpec spec = platform.environments().find(reference).spec();
    AgentDefinition<?> definition = platform.agents().find(agent);
    Optional<RunFolder> run = newest(platform.runs(), spec, agent);
    return run.isPresent() ? of(platform, run.get()) : untrained(platform, spec, definition);
  }

  private static boolean isEnvironment(Environments environments, String id) {
    return environments.all().stream()
        .anyMatch(registered -> registered.definition().id().toString().equals(id));
  }

  private static Performer of(Platform platform, RunFolder run) throws IOException {
    Judge.Trained trained = new Judge(platform).load(run);
    List<String> notes = new ArrayList<>();
    trained.notes().forEach(note -> notes.add("passed over: " + note));
    notes.add("%s after %,d steps".formatted(run.name(), trained.steps()));
    return new Performer(
        run.plan().environment(),
        trained.policy(),
        run.plan().agent(),
        run.plan().seed(),
        Optional.of(RunPictures.film(run, trained.steps())),
        List.copyOf(notes));
  }

  private static Optional<RunFolder> newest(Runs runs, EnvironmentSpec spec, String agent) {
    return runs.names().stream()
        .map(name -> runs.root().resolve(name))
        .filter(folder -> isFinished(folder, spec, agent))
        .findFirst()
        .map(RunFolder::open);
  }

  private static boolean isFinished(Path folder, EnvironmentSpec spec, String agent) {
    try {
      RunFolder run = RunFolder.open(folder);
      return run.plan().environment().equals(spec)
          && run.plan().agent().equals(agent)
          && run.result().isPresent();
    } catch (InvalidInputException e) {
      return false; // `runs` shows what is wrong with it; another one will do here.
    }
  }

  private static Performer untrained(
      Platform platform, EnvironmentSpec spec, AgentDefinition<?> definition) {
    TrainingPlan plan =
        new TrainingPlan(
            spec,
            definition.id(),
            Settings.flatten(definition.settings(Map.of())),
            1,
            definition.steps(),
            1,
            KernelChoice.of(KernelChoice.AUTO).name());
    try (Trainer trainer = new Trainer(plan, platform.environments(), platform.agents())) {
      Agent agent = trainer.agent();
      String note =
          "there is no run of %s in %s yet: this is the agent before any training; `palaestra train %s --agent %s` trains it"
              .formatted(definition.id(), spec.id(), spec.id(), definition.id());
      if (agent instanceof PlanningAgent) {
        while (!trainer.done()) {
          trainer.step();
        }
        note = "planned in %,d sweeps".formatted(trainer.steps());
      }
      return new Performer(
          spec, agent.target(), definition.id(), 1, Optional.empty(), List.of(note));
    }
  }

  /** Plays from the first frame on. */
  public Playback play(Platform platform, @Nullable Long otherSeed) {
    return new Playback(
        platform.environments().vector(environment, 1),
        policy,
        otherSeed == null ? seed : otherSeed);
  }
}
