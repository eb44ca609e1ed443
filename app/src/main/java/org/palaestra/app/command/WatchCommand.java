package org.palaestra.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Performer;
import org.palaestra.app.Platform;
import org.palaestra.playback.Playback;
import org.palaestra.render.NoDisplayException;
import org.palaestra.render.WatchOptions;
import org.palaestra.render.WatchWindow;
import org.palaestra.settings.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra watch}. */
@Command(
    name = "watch",
    description = "Open a window in which an agent acts; F1 in it lists the keys.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class WatchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN|ENV",
      defaultValue = "latest",
      description = "a run, latest (the default), or with --agent an environment")
  private String reference;

  @Option(
      names = {"-a", "--agent"},
      paramLabel = "AGENT",
      completionCandidates = Candidates.AgentIds.class,
      description = "who acts in ENV: its newest finished run there, else untrained")
  private @Nullable String agent;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "environment steps a second at speed 1 (default: 30)")
  private @Nullable Double rate;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "0",
      description = "close after so many episodes, 0 for never (default: ${DEFAULT-VALUE})")
  private long episodes;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "size of the window (default: 960x640)")
  private @Nullable String size;

  @Option(
      names = "--plain",
      description = "as the environment paints itself, without motion and style")
  private boolean plain;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "root of the episodes' seeds (default: the run's seed)")
  private @Nullable Long seed;

  @Option(
      names = "--screenshot",
      paramLabel = "FILE",
      description = "write one picture of the window as PNG and close, without showing it")
  private @Nullable Path screenshot;

  @Option(
      names = "--screenshot-step",
      paramLabel = "N",
      defaultValue = "60",
      description = "steps before the picture (default: ${DEFAULT-VALUE})")
  private int screenshotStep;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  WatchCommand() {}

  @Override
  public Integer call() throws IOException {
    Performer performer = Performer.find(platform, reference, agent);
    WatchOptions options = options(performer);
    performer.notes().forEach(note -> spec.commandLine().getErr().println(note));
    spec.commandLine().getErr().flush();
    try (Playback playback = performer.play(platform, seed)) {
      WatchWindow.show(playback, options);
    } catch (NoDisplayException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private WatchOptions options(Performer performer) {
    WindowSize window = WindowSize.of(size);
    try {
      WatchOptions options =
          WatchOptions.of(performer.environment().title(), performer.agent())
              .withSize(window.width(), window.height())
              .withMaxEpisodes(episodes)
              .withPlain(plain);
      if (rate != null) {
        options = options.withStepsPerSecond(rate);
      }
      return screenshot == null ? options : options.withScreenshot(screenshot, screenshotStep);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }
}
