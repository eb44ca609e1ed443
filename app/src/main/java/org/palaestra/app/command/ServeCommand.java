package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.palaestra.app.Interruption;
import org.palaestra.app.Platform;
import org.palaestra.app.web.Dashboard;
import org.palaestra.settings.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palaestra serve}. */
@Command(
    name = "serve",
    description = "Show runs, curves and the leaderboard in a browser on this machine.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  private static final int HIGHEST_PORT = 65_535;
  private static final int POLL_MILLIS = 100;

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;
  @Mixin private BoardChoice board;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7070",
      description = "where to listen, 0 for any that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new InvalidInputException(
          "--port must be from 0 to %d, got %d".formatted(HIGHEST_PORT, port));
    }
    try (Interruption stop = new Interruption();
        Dashboard dashboard = new Dashboard(platform, board.folder(), port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(dashboard.address());
      out.flush();
      CountDownLatch never = new CountDownLatch(1);
      while (!stop.getAsBoolean()) {
        never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
    return 0;
  }
}
