package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Preset;
import org.palaestra.app.Meanings;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra agents}. */
@Command(
    name = "agents",
    description = "List the agents, or show one with its settings.",
    mixinStandardHelpOptions = true)
public final class AgentsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  AgentsCommand() {}

  @Override
  public Integer call() {
    Table table = new Table("ID", "WHAT");
    for (Agents.Registered registered : platform.agents().all()) {
      table.row(
          registered.definition().id(),
          registered.definition().summary()
              + (registered.origin().equals("built in") ? "" : " (" + registered.origin() + ")"));
    }
    table.print(spec.commandLine().getOut());
    return 0;
  }

  /** {@code palaestra agents show}. */
  @Command(
      name = "show",
      description =
          "Show what an agent is, its settings and presets, and which environments it works on.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Platform where,
      @Parameters(
              paramLabel = "AGENT",
              completionCandidates = Candidates.AgentIds.class,
              description = "id of the agent, such as dqn")
          String id) {
    AgentDefinition<?> definition = where.agents().find(id);
    PrintWriter out = spec.commandLine().getOut();
    out.println(definition.id() + ": " + definition.summary());
    out.println("source  " + definition.citation());
    out.printf("steps   %,d unless --steps says otherwise%n", definition.steps());
    out.printf("copies  %,d unless --envs says otherwise%n", definition.copies());
    showEnvironments(definition, where.environments(), out);
    if (definition.defaults().getClass().getRecordComponents().length > 0) {
      out.println();
      out.println(
          "defaults "
              + definition
                  .origin()
                  .map(origin -> "(%s)%n  source  %s".formatted(origin.tuning(), origin.source()))
                  .orElse("(of no stated source)"));
      Meanings.table("SETTING", definition.defaults()).print(out);
    }
    for (Preset preset : definition.presets()) {
      out.println();
      showPreset(preset, out);
    }
    out.flush();
    return 0;
  }

  private static void showEnvironments(
      AgentDefinition<?> definition, Environments environments, PrintWriter out) {
    List<String> works = new ArrayList<>();
    Map<String, Integer> refusals = new TreeMap<>();
    for (Environments.Registered registered : environments.all()) {
      TrainingPlan plan =
          new TrainingPlan(
              registered.definition().spec(), definition.id(), Map.of(), 1, 1, 1, "auto");
      Optional<String> problem;
      try {
        problem = definition.needs().apply(Trainer.context(plan, environments, 1));
      } catch (InvalidInputException | EnvironmentFault e) {
        problem = Optional.of("cannot be tried there, since " + e.getMessage());
      }
      if (problem.isEmpty()) {
        works.add(registered.definition().id().toString());
      } else {
        refusals.merge(problem.get().split(";", 2)[0], 1, Integer::sum);
      }
    }
    out.println("works   on " + (works.isEmpty() ? "none" : String.join(", ", works)));
    refusals.forEach(
        (reason, count) ->
            out.printf(
                "        not on %d %s: it %s%n", count, count == 1 ? "other" : "others", reason));
  }

  private static void showPreset(Preset preset, PrintWriter out) {
    out.printf("preset %s (%s)%n", preset.name(), preset.tuning());
    out.println("  for     " + String.join(", ", preset.environments()));
    out.println("  source  " + preset.source());
    out.printf("  steps   %,d%n", preset.steps());
    out.printf("  copies  %,d%n", preset.copies());
    new TreeMap<>(preset.settings()).forEach((key, value) -> out.printf("  %s=%s%n", key, value));
  }
}
