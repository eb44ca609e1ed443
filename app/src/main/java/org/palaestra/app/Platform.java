package org.palaestra.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Agents;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.training.Runs;
import picocli.CommandLine.Option;

/** What most commands need: where runs lie, and which environments and agents there are. */
public final class Platform {

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "folder of the runs (default: runs, or the variable PALAESTRA_RUNS)")
  private @Nullable Path runs;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "folder of plug-in jars (default: plugins beside the program, or the variable"
              + " PALAESTRA_PLUGINS)")
  private @Nullable Path plugins;

  private @Nullable Plugins loaded;
  private @Nullable Environments environments;
  private @Nullable Agents agents;

  /** For the command line. */
  public Platform() {}

  /** The runs. */
  public Runs runs() {
    return new Runs(choose(runs, "PALAESTRA_RUNS", Path.of("runs")));
  }

  /**
   * What must stand on the next command line for it to find the same runs and plug-ins: empty, or
   * options behind a blank.
   */
  public String again() {
    return (runs == null ? "" : " --runs " + runs)
        + (plugins == null ? "" : " --plugins " + plugins);
  }

  /** Every environment. */
  public Environments environments() {
    if (environments == null) {
      environments = Environments.load(plugins());
    }
    return environments;
  }

  /** Every agent. */
  public Agents agents() {
    if (agents == null) {
      agents = Agents.load(plugins());
    }
    return agents;
  }

  /** Where the program lives. */
  public static Path home() {
    return Path.of(System.getProperty("palaestra.home", "."));
  }

  private Plugins plugins() {
    if (loaded == null) {
      loaded = Plugins.in(choose(plugins, "PALAESTRA_PLUGINS", home().resolve("plugins")));
    }
    return loaded;
  }

  private static Path choose(@Nullable Path given, String variable, Path otherwise) {
    if (given != null) {
      return given;
    }
    String named = System.getenv(variable);
    return named == null || named.isEmpty() ? otherwise : Path.of(named);
  }
}
