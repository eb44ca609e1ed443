package org.palaestra.app;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Preset;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.training.TrainingPlan;

/**
 * What somebody chose for a training; a preset and the agent's defaults give the rest.
 *
 * @param environment what to train on
 * @param agent who learns
 * @param preset name of a preset, or null for the one that is for the environment
 * @param settings changed settings by key
 * @param steps environment steps, or null
 * @param copies copies of the environment, or null
 * @param kernels numeric kernels, or null
 */
public record PlanChoice(
    EnvironmentSpec environment,
    AgentDefinition<?> agent,
    @Nullable String preset,
    Map<String, String> settings,
    @Nullable Long steps,
    @Nullable Integer copies,
    @Nullable String kernels) {

  /** Copies the settings and checks the numbers. */
  public PlanChoice {
    settings = Map.copyOf(settings);
    if (steps != null && steps < 1) {
      throw new InvalidInputException("steps must be at least 1, got " + steps);
    }
    if (copies != null && (copies < 1 || copies > TrainingPlan.MOST_COPIES)) {
      throw new InvalidInputException(
          "the number of copies must be from 1 to %d, got %d"
              .formatted(TrainingPlan.MOST_COPIES, copies));
    }
  }

  /**
   * The preset that applies.
   *
   * @throws InvalidInputException if the agent has none of that name
   */
  public Optional<Preset> chosenPreset() {
    return preset == null ? agent.presetFor(environment.id()) : agent.preset(preset);
  }

  /**
   * The plan.
   *
   * @param seed root of all chance
   * @throws InvalidInputException if something is unknown or refused
   */
  public TrainingPlan plan(long seed) {
    Optional<Preset> chosen = chosenPreset();
    return new TrainingPlan(
        environment,
        agent.id(),
        Settings.flatten(agent.settings(chosen, settings)),
        seed,
        steps != null ? steps : chosen.map(Preset::steps).orElse(agent.steps()),
        copies != null ? copies : chosen.map(Preset::copies).orElse(agent.copies()),
        resolvedKernels());
  }

  /** Which kernels will compute, so that the plan says so. */
  private String resolvedKernels() {
    try {
      return KernelChoice.of(kernels == null ? KernelChoice.AUTO : kernels).name();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("kernels: " + e.getMessage(), e);
    }
  }
}
