package org.palaestra.app.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.training.RunFolder;

/**
 * The pictures and films in the folder of a run, such as {@code record} and {@code runs plot} write
 * there. A file is served if it is one of those that are found by looking, so that no name, however
 * written, and no link leads out of the folder. Formats that can hold a script are none.
 */
final class Pictures {

  private static final Map<String, String> TYPES =
      Map.of(
          "png",
          "image/png",
          "gif",
          "image/gif",
          "jpg",
          "image/jpeg",
          "jpeg",
          "image/jpeg",
          "webp",
          "image/webp");

  private static final int DEPTH = 3;
  private static final int MOST = 100;

  private Pictures() {}

  /** Their paths in the folder, with slashes, in alphabetical order. */
  static List<String> of(RunFolder run) throws IOException {
    try (Stream<Path> files = Files.walk(run.path(), DEPTH)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> run.path().relativize(file).toString().replace('\\', '/'))
          .filter(name -> type(name).isPresent() && !name.startsWith("."))
          .sorted()
          .limit(MOST)
          .toList();
    }
  }

  /**
   * Where one of them lies.
   *
   * @throws InvalidInputException if there is none of that name
   */
  static Path find(RunFolder run, String name) throws IOException {
    if (!of(run).contains(name)) {
      throw new InvalidInputException(
          "there is no picture \"%s\" in %s".formatted(name, run.name()));
    }
    return run.path().resolve(name);
  }

  /** The media type that a name stands for, if that is one of a picture. */
  static Optional<String> type(String name) {
    int dot = name.lastIndexOf('.');
    return Optional.ofNullable(TYPES.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }
}
