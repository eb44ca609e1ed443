package org.palaestra.app.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.Policy;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.random.RandomStreams;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** The agent that is examined: how it can be given a task, and what it is before it learns. */
final class Subject {

  private static final String NOTHING = Checkpoint.hashOf((Actor) (now, out, streams) -> {});

  private final AgentDefinition<?> definition;
  private final Agents agents;
  private final Environments environments;
  private final Map<String, String> given;
  private final String kernels;

  /**
   * With what a person chose.
   *
   * @throws InvalidInputException if a setting is unknown or refused
   */
  Subject(
      AgentDefinition<?> definition,
      Map<String, String> given,
      Environments environments,
      String kernels) {
    this.definition = definition;
    this.given = Map.copyOf(given);
    this.environments = environments;
    this.kernels = kernels;
    agents = Agents.of(definition);
    definition.settings(given);
  }

  Environments environments() {
    return environments;
  }

  int copies() {
    return definition.copies();
  }

  /** Why the agent cannot learn there from experience alone, or empty if it can. */
  Optional<String> refusal(EnvironmentSpec spec) {
    Environment sample = environments.create(spec);
    Optional<String> reason =
        definition.needs().apply(context(spec, sample, Optional.empty(), false));
    Optional<FiniteMdp> model = sample.ability(FiniteMdp.class);
    boolean simulable = sample.ability(Restorable.class).isPresent();
    if (reason.isPresent()
        && definition.needs().apply(context(spec, sample, model, simulable)).isEmpty()) {
      return Optional.of("it plans on a model or a simulator and learns nothing from experience");
    }
    return reason;
  }

  private AgentContext context(
      EnvironmentSpec spec, Environment sample, Optional<FiniteMdp> model, boolean simulable) {
    return new AgentContext(
        spec,
        sample.observationSpace(),
        sample.actionSpace(),
        model,
        simulable,
        copies(),
        definition.steps(),
        given,
        kernels,
        1,
        new RandomStreams(0));
  }

  /** What is changed of the agent's settings for a probe; nothing if it refuses the changes. */
  Map<String, String> changes(Probe probe, EnvironmentSpec spec) {
    Map<String, String> changes =
        ProbeSettings.of(probe, Settings.flatten(definition.defaults()), given);
    try {
      untrained(plan(spec, changes, 1, 1000));
      return changes;
    } catch (InvalidInputException e) {
      return Map.of();
    }
  }

  /** A training. */
  TrainingPlan plan(EnvironmentSpec spec, Map<String, String> changes, long seed, long steps) {
    Map<String, String> all = new HashMap<>(changes);
    all.putAll(given);
    return new TrainingPlan(
        spec,
        definition.id(),
        Settings.flatten(definition.settings(all)),
        seed,
        steps,
        copies(),
        kernels);
  }

  /** The agent of a plan before it has learned. */
  Agent untrained(TrainingPlan plan) {
    return Trainer.create(plan, environments, agents, 1);
  }

  /** Whether a policy keeps something from one step to the next. */
  static boolean remembers(Policy policy) {
    return !Checkpoint.hashOf(policy.actor(1)).equals(NOTHING);
  }

  /**
   * Carries out a training.
   *
   * @param progress is told now and then which part of it is done
   * @return what went wrong, or empty
   */
  String train(Trainer trainer, Consumer<Double> progress) {
    long total = trainer.plan().steps();
    long every = Math.max(1, total / 20);
    long next = every;
    try {
      while (!trainer.done()) {
        trainer.step();
        if (trainer.steps() >= next) {
          progress.accept((double) trainer.steps() / total);
          next += every;
        }
      }
      return "";
    } catch (DivergenceException e) {
      return "after %,d steps: %s".formatted(trainer.steps(), e.getMessage());
    } catch (RuntimeException e) {
      return "after %,d steps it threw %s".formatted(trainer.steps(), e);
    }
  }

  Trainer trainer(TrainingPlan plan) {
    return new Trainer(plan, environments, agents);
  }

  /** γ as it is set, or NaN if there is no such setting. */
  static double discount(TrainingPlan plan) {
    String text = plan.settings().get("discount");
    return text == null ? Double.NaN : Double.parseDouble(text);
  }
}
