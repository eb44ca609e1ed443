package org.palaestra.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;

/**
 * The folder that holds the runs.
 *
 * @param root its path
 */
public record Runs(Path root) {

  /** Names of all runs, the newest first. */
  public List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      List<Path> runs =
          new ArrayList<>(
              folders.filter(folder -> Files.isRegularFile(folder.resolve("run.json"))).toList());
      runs.sort(Comparator.comparing(Runs::created).thenComparing(Path::toString).reversed());
      return runs.stream().map(run -> String.valueOf(run.getFileName())).toList();
    } catch (IOException e) {
      throw new InvalidInputException("the runs in " + root + " cannot be listed: " + e, e);
    }
  }

  /** When the run was made; an unreadable one counts as the oldest. */
  private static String created(Path folder) {
    try {
      return RunFolder.open(folder).created();
    } catch (InvalidInputException e) {
      return "";
    }
  }

  /**
   * Finds a run by its name, the path of its folder, the beginning of a name that fits one run
   * only, or {@code latest}.
   *
   * @throws InvalidInputException if there is none, or it cannot be opened
   */
  public RunFolder find(String reference) {
    List<String> names = names();
    if (reference.equals("latest")) {
      if (names.isEmpty()) {
        throw new InvalidInputException(
            "there is no run in %s; `palaestra train CartPole-v1 --agent dqn` makes one"
                .formatted(root));
      }
      return RunFolder.open(root.resolve(names.get(0)));
    }
    if (names.contains(reference)) {
      return RunFolder.open(root.resolve(reference));
    }
    if (isFolder(reference)) {
      return RunFolder.open(Path.of(reference));
    }
    List<String> fitting = names.stream().filter(name -> name.startsWith(reference)).toList();
    if (fitting.size() == 1) {
      return RunFolder.open(root.resolve(fitting.get(0)));
    }
    if (fitting.size() > 1) {
      throw new InvalidInputException(
          "\"%s\" fits %d runs: %s"
              .formatted(reference, fitting.size(), String.join(", ", fitting)));
    }
    throw new InvalidInputException(
        Suggestion.unknown("run", reference, names) + " (in " + root + ")");
  }

  private static boolean isFolder(String reference) {
    try {
      return !reference.isBlank() && Files.isDirectory(Path.of(reference));
    } catch (InvalidPathException e) {
      return false; // What cannot be a path may still be a slip in a name.
    }
  }
}
