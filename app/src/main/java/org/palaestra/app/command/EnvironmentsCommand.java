package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.environment.WrapperDefinition;
import org.palaestra.environment.WrapperSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra environments}. */
@Command(
    name = "environments",
    description = "List the environments, or show one with its options.",
    mixinStandardHelpOptions = true)
public final class EnvironmentsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ENV",
      completionCandidates = Candidates.EnvironmentIds.class,
      description = "id of one environment to show")
  private @Nullable String id;

  @Option(names = "--wrappers", description = "list what can be put around environments instead")
  private boolean wrappers;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  EnvironmentsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (wrappers) {
      Table table = new Table("WRAPPER", "OPTIONS", "WHAT");
      for (WrapperDefinition<?> definition : platform.environments().wrappers()) {
        String options = definition.spec(Map.of()).toString();
        int colon = options.indexOf(':');
        table.row(
            definition.name(), colon < 0 ? "" : options.substring(colon + 1), definition.summary());
      }
      table.print(out);
      return 0;
    }
    if (id != null) {
      show(platform.environments().find(id), out);
      return 0;
    }
    Table table = new Table("ID", "OBSERVATION", "ACTION", "LIMIT", "WHAT");
    for (Environments.Registered registered : platform.environments().all()) {
      EnvironmentDefinition<?> definition = registered.definition();
      EnvironmentSpec defaults = definition.spec();
      Environment environment = platform.environments().create(defaults);
      table.row(
          definition.id().toString(),
          environment.observationSpace().describe(),
          environment.actionSpace().describe(),
          defaults.timeLimit() == 0 ? "none" : Integer.toString(defaults.timeLimit()),
          definition.summary()
              + (registered.origin().equals("built in") ? "" : " (" + registered.origin() + ")"));
    }
    table.print(out);
    return 0;
  }

  private void show(EnvironmentDefinition<?> definition, PrintWriter out) {
    EnvironmentSpec defaults = definition.spec();
    Environment environment = platform.environments().create(defaults);
    out.println(definition.id() + ": " + definition.summary());
    out.println("observation  " + environment.observationSpace().describe());
    out.println("action       " + environment.actionSpace().describe());
    out.println(
        "time limit   " + (defaults.timeLimit() == 0 ? "none" : defaults.timeLimit() + " steps"));
    StringBuilder abilities = new StringBuilder();
    for (Class<?> type :
        new Class<?>[] {
          FiniteMdp.class, Restorable.class, Masked.class, Measured.class, Viewable.class
        }) {
      if (environment.ability(type).isPresent()) {
        abilities.append(abilities.isEmpty() ? "" : ", ").append(type.getSimpleName());
      }
    }
    out.println("abilities    " + (abilities.isEmpty() ? "none" : abilities));
    for (WrapperSpec wrapper : defaults.wrappers()) {
      out.println("wrapped in   " + wrapper + " (left away with --bare)");
    }
    if (!defaults.options().isEmpty()) {
      out.println();
      Table table = new Table("OPTION", "DEFAULT");
      defaults.options().forEach(table::row);
      table.print(out);
    }
    out.flush();
  }
}
