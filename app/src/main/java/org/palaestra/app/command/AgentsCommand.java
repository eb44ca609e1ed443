package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.settings.Settings;
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

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "AGENT",
      completionCandidates = Candidates.AgentIds.class,
      description = "id of one agent to show")
  private @Nullable String id;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  AgentsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (id != null) {
      show(platform.agents().find(id), out);
      return 0;
    }
    Table table = new Table("ID", "WHAT");
    for (Agents.Registered registered : platform.agents().all()) {
      table.row(
          registered.definition().id(),
          registered.definition().summary()
              + (registered.origin().equals("built in") ? "" : " (" + registered.origin() + ")"));
    }
    table.print(out);
    return 0;
  }

  private static void show(AgentDefinition<?> definition, PrintWriter out) {
    out.println(definition.id() + ": " + definition.summary());
    out.println("source  " + definition.citation());
    out.printf("steps   %,d unless --steps says otherwise%n", definition.steps());
    out.printf("copies  %,d unless --envs says otherwise%n", definition.copies());
    if (definition.defaults().getClass().getRecordComponents().length > 0) {
      out.println();
      Table table = new Table("SETTING", "DEFAULT");
      Settings.flatten(definition.defaults()).forEach(table::row);
      table.print(out);
    }
    out.flush();
  }
}
