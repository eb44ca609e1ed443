package org.palaestra.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Platform;
import org.palaestra.app.ProjectTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra new}. */
@Command(
    name = "new",
    description = "Begin something of your own.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NewCommand.NewEnvironment.class)
public final class NewCommand {

  /** For the command line. */
  NewCommand() {}

  /** {@code palaestra new environment}. */
  @Command(
      name = "environment",
      description = "Make a Maven project with an environment, its service file and its test.",
      mixinStandardHelpOptions = true)
  static final class NewEnvironment implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "a class name such as LightsOut, with package and version if you like")
    private String name;

    @Option(
        names = "--into",
        paramLabel = "DIR",
        description = "the folder to make (default: the name in small letters)")
    private @Nullable Path folder;

    @SuppressWarnings("NullAway.Init") // picocli fills what it marks
    NewEnvironment() {}

    @Override
    public Integer call() throws IOException {
      Path into = folder == null ? Path.of(ProjectTemplate.folderName(name)) : folder;
      ProjectTemplate.Project project = ProjectTemplate.generate(name, into, Platform.home());
      PrintWriter out = spec.commandLine().getOut();
      Path plugins = Platform.home().resolve("plugins").toAbsolutePath().normalize();
      out.println("made " + into + "; now:");
      out.printf("  cd %s && mvn package%n", into);
      out.printf("  mkdir -p %s && cp %s %s%n", plugins, project.jar(), plugins);
      out.printf("  palaestra check %s%n", project.id());
      out.printf("  palaestra train %s --agent dqn --steps 200000%n", project.id());
      out.flush();
      return 0;
    }
  }
}
