package org.palaestra.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.palaestra.app.Performer;
import org.palaestra.app.Platform;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Pacer;
import org.palaestra.playback.Playback;
import org.palaestra.render.Film;
import org.palaestra.render.FilmOptions;
import org.palaestra.render.NoDisplayException;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.view.AwtCanvas;
import org.palaestra.view.GifWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palaestra record}. */
@Command(
    name = "record",
    description =
        "Record an agent as an animated GIF: one frame a step, which needs no display, or with"
            + " --styled as the window shows it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RecordCommand implements Callable<Integer> {

  private static final int MOST_RATE = 1000;

  @Spec private CommandSpec spec;
  @Mixin private Platform platform;

  @Parameters(
      index = "0",
      paramLabel = "RUN|ENV",
      description = "a run, latest, or with --agent an environment")
  private String reference;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the picture to write, *.gif (default: among the pictures of the run)")
  private @Nullable Path file;

  @Option(
      names = {"-a", "--agent"},
      paramLabel = "AGENT",
      completionCandidates = Candidates.AgentIds.class,
      description = "who acts in ENV")
  private @Nullable String agent;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many episodes (default: ${DEFAULT-VALUE})")
  private int episodes;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "1000",
      description = "stop after so many frames (default: ${DEFAULT-VALUE})")
  private int frames;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "keep one step in N, and the last of each episode (default: ${DEFAULT-VALUE})")
  private int every;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      description = "frames a second, at most 50 (default: ${DEFAULT-VALUE})")
  private int fps;

  @Option(
      names = "--styled",
      description = "in motion and in the style of its game, as in the window; needs OpenGL")
  private boolean styled;

  @Option(
      names = "--grid",
      description =
          "what is observed, where that is a board or a picture: a square for each cell, coloured"
              + " by channel")
  private boolean grid;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "environment steps a second of a --styled film (default: 30)")
  private @Nullable Double rate;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "600x420",
      description = "pixels (default: ${DEFAULT-VALUE})")
  private String size;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "root of the episodes' seeds (default: the run's seed)")
  private @Nullable Long seed;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  RecordCommand() {}

  @Override
  public Integer call() throws IOException {
    if (file != null && !file.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
      throw new InvalidInputException("the picture's name must end with .gif, got " + file);
    }
    positive("--episodes", episodes, 1_000_000);
    positive("--frames", frames, 100_000);
    positive("--every", every, 1_000_000);
    positive("--fps", fps, 50);
    checkStyle();
    int[] sides = sides();
    Performer performer = Performer.find(platform, reference, agent);
    performer.notes().forEach(note -> spec.commandLine().getErr().println(note));
    Path target = file == null ? ofRun(performer) : file;
    int written;
    try (Playback playback = performer.play(platform, seed)) {
      if (grid) {
        showGrid(playback);
      }
      written =
          styled
              ? recordStyled(playback, target, sides)
              : recordPlain(
                  playback, target, performer.agent(), AwtCanvas.withCaption(sides[0], sides[1]));
    }
    spec.commandLine().getOut().printf("%s  %d frames%n", target, written);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static Path ofRun(Performer performer) {
    return performer
        .film()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "say where to write the film: %s has no run on %s whose folder it could go into"
                        .formatted(performer.agent(), performer.environment().id())));
  }

  private static void showGrid(Playback playback) {
    try {
      playback.showObservations();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--grid: " + e.getMessage(), e);
    }
  }

  private int recordStyled(Playback playback, Path target, int[] sides) {
    double stepsPerSecond = rate == null ? Pacer.DEFAULT_RATE : rate;
    try {
      return Film.record(
          playback,
          new FilmOptions(target, sides[0], sides[1], fps, stepsPerSecond, frames, episodes));
    } catch (NoDisplayException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private int recordPlain(Playback playback, Path target, String actor, AwtCanvas canvas)
      throws IOException {
    int written = 0;
    try (GifWriter gif = new GifWriter(target, Math.round(100f / fps))) {
      while (written < frames) {
        Frame frame = playback.frame();
        if (frame.step() % every == 0 || frame.ended()) {
          frame.drawing().paint(canvas);
          canvas.caption(
              "%s · %s · episode %d".formatted(playback.spec().title(), actor, frame.episode() + 1),
              String.format(
                  Locale.ROOT, "step %d   return %.2f", frame.step(), frame.episodeReturn()));
          gif.add(canvas.image());
          written++;
        }
        if (frame.ended() && frame.past().episodes() >= episodes) {
          break;
        }
        playback.step();
      }
      gif.finish();
    }
    return written;
  }

  /** How steps and frames go together depends on the kind of film. */
  private void checkStyle() {
    if (styled && grid) {
      throw new InvalidInputException("a film is either --styled or a --grid");
    }
    if (styled && every != 1) {
      throw new InvalidInputException(
          "--every leaves out steps of a film with one frame a step; with --styled use --rate");
    }
    if (!styled && rate != null) {
      throw new InvalidInputException(
          "--rate belongs to --styled; without it each step is a frame, and --fps says how fast");
    }
    if (rate != null && !(rate > 0 && rate <= MOST_RATE)) {
      throw new InvalidInputException(
          "--rate must be above 0 and at most %d, got %s".formatted(MOST_RATE, rate));
    }
  }

  private int[] sides() {
    String[] sides = size.split("x", -1);
    try {
      int width = Integer.parseInt(sides[0]);
      int height = sides.length == 2 ? Integer.parseInt(sides[1]) : -1;
      if (width >= 64 && width <= 4096 && height >= 64 && height <= 4096) {
        return new int[] {width, height};
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(badSize(), e);
    }
    throw new InvalidInputException(badSize());
  }

  private String badSize() {
    return "--size must be WxH with sides from 64 to 4096, got " + size;
  }

  private static void positive(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new InvalidInputException(
          "%s must be from 1 to %d, got %d".formatted(name, most, value));
    }
  }
}
