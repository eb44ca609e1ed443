package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.palaestra.app.Meanings;
import org.palaestra.app.Platform;
import org.palaestra.app.Table;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.environment.WrapperDefinition;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.playback.KeyMap;
import org.palaestra.space.Space;
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

  private static final int MOST_NAMES = 12;

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

  /** {@code palaestra environments show}. */
  @Command(
      name = "show",
      description = "Show an environment with its spaces, abilities and options.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin Platform where,
      @Parameters(
              paramLabel = "ENV",
              completionCandidates = Candidates.EnvironmentIds.class,
              description = "id of the environment, such as CartPole-v1")
          String id) {
    EnvironmentDefinition<?> definition = where.environments().find(id);
    EnvironmentSpec defaults = definition.spec();
    Environment environment = where.environments().create(defaults);
    PrintWriter out = spec.commandLine().getOut();
    out.println(definition.id() + ": " + definition.summary());
    out.println("observation  " + environment.observationSpace().describe());
    out.println("action       " + environment.actionSpace().describe());
    environment.ability(Playable.class).ifPresent(playable -> describe(playable, environment, out));
    out.println(
        "time limit   " + (defaults.timeLimit() == 0 ? "none" : defaults.timeLimit() + " steps"));
    StringBuilder abilities = new StringBuilder();
    for (Class<?> type :
        new Class<?>[] {
          FiniteMdp.class,
          Restorable.class,
          Masked.class,
          Measured.class,
          Playable.class,
          Viewable.class
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
      Meanings.table("OPTION", definition.defaults()).print(out);
    }
    out.flush();
    return 0;
  }

  /** What the actions are called, and which keys a person plays them with. */
  private static void describe(Playable playable, Environment environment, PrintWriter out) {
    Space actions = environment.actionSpace();
    List<String> names = KeyMap.names(actions, playable);
    boolean realTime = playable.stepsPerSecond() > 0;
    String first = "actions      ";
    if (names.size() > MOST_NAMES) {
      int last = names.size() - 1;
      out.println(first + "0 " + names.get(0) + ", …, " + last + " " + names.get(last));
    } else {
      StringJoiner all = new StringJoiner(", ", first, "");
      for (int action = 0; action < names.size(); action++) {
        all.add(action + " " + names.get(action));
      }
      out.println(all);
    }
    StringJoiner keys = new StringJoiner(", ", "keys         ", "");
    for (KeyMap.Binding binding : KeyMap.of(actions, names, realTime).bindings()) {
      keys.add(binding.keys() + ": " + binding.what());
    }
    out.println(keys);
    out.println(
        "played       "
            + (realTime
                ? "at %.0f steps a second".formatted(playable.stepsPerSecond())
                : "a step for each key"));
  }
}
