package org.palaestra.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import picocli.CommandLine.Option;

/** The options of a command that say how an environment differs from what is registered. */
public final class EnvironmentChoice {

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description =
          "change an option of the environment; `palaestra environments show ENV` lists them")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--wrap",
      paramLabel = "WRAPPER",
      description =
          "put a wrapper around the environment, such as frame-stack or hide:indices=1,3; the first"
              + " is the innermost; `palaestra environments --wrappers` lists them")
  private List<String> wrappers = new ArrayList<>();

  @Option(names = "--bare", description = "leave away the wrappers that the environment comes with")
  private boolean bare;

  @Option(
      names = "--time-limit",
      paramLabel = "N",
      description = "steps after which an episode is cut, 0 for never")
  private @Nullable Integer timeLimit;

  /** For picocli. */
  public EnvironmentChoice() {}

  /** Whether anything is chosen. */
  public boolean given() {
    return timeLimit != null || bare || !options.isEmpty() || !wrappers.isEmpty();
  }

  /**
   * The environment {@code id} with what was chosen.
   *
   * @throws InvalidInputException if something is unknown or refused, or a wrapper does not fit
   */
  public EnvironmentSpec of(String id, Environments environments) {
    return of(id, Settings.parse(options), timeLimit, bare, wrappers, environments);
  }

  /**
   * The environment {@code id} with what was chosen.
   *
   * @param options changed options by key
   * @param timeLimit steps after which an episode is cut, 0 for never, null for as it is registered
   * @param bare whether to leave away the wrappers that it comes with
   * @param wrappers as the command line gives them, the first is the innermost
   * @throws InvalidInputException if something is unknown or refused, or a wrapper does not fit
   */
  public static EnvironmentSpec of(
      String id,
      Map<String, String> options,
      @Nullable Integer timeLimit,
      boolean bare,
      List<String> wrappers,
      Environments environments) {
    EnvironmentSpec spec = environments.find(id).spec(options);
    if (timeLimit != null) {
      if (timeLimit < 0) {
        throw new InvalidInputException(
            "time-limit must be at least 1, or 0 for none, got " + timeLimit);
      }
      spec = spec.withTimeLimit(timeLimit);
    }
    if (bare) {
      spec = spec.withWrappers(List.of());
    }
    for (String text : wrappers) {
      spec = spec.wrapped(environments.readWrapper(text));
    }
    if (!wrappers.isEmpty()) {
      environments.create(spec); // whether each fits what it is put around
    }
    return spec;
  }
}
