package org.palaestra.app.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Suggestion;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mapping of a YAML file whose keys are known beforehand. Every problem names the place.
 *
 * @param place where it stands, such as {@code plan.yaml: trainings[2]}
 * @param values by key
 */
record YamlMap(String place, Map<String, Object> values) {

  private static final long LARGEST_FILE = 1 << 20;
  private static final int DEEPEST = 50;

  /**
   * Reads a file.
   *
   * @param known keys that it may have
   * @throws InvalidInputException if it is not such a file
   */
  static YamlMap read(Path file, List<String> known) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
        throw new InvalidInputException(
            "%s has %,d bytes; a plan has at most %,d"
                .formatted(file, Files.size(file), LARGEST_FILE));
      }
      String text = text(file);
      checkDepth(file, text);
      Object root = new Load(settings(file)).loadFromString(text);
      return of(file.toString(), root, known);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(
          "%s cannot be read as YAML: %s".formatted(file, firstLines(e)), e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    }
  }

  /** Whoever builds a tree does so by recursion, and has only so much of a stack. */
  private static void checkDepth(Path file, String text) {
    int depth = 0;
    for (Event event : new Parse(settings(file)).parseString(text)) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw new InvalidInputException(
            "%s is nested more than %d levels deep, and a plan needs four"
                .formatted(file, DEEPEST));
      }
    }
  }

  private static LoadSettings settings(Path file) {
    return LoadSettings.builder()
        .setLabel(String.valueOf(file.getFileName()))
        .setAllowDuplicateKeys(false)
        .setAllowRecursiveKeys(false)
        .setMaxAliasesForCollections(20)
        .setCodePointLimit((int) LARGEST_FILE)
        .build();
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException("there is no file " + file);
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static String firstLines(YamlEngineException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static YamlMap of(String place, @Nullable Object node, List<String> known) {
    Map<String, Object> values = texts(place, node);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new InvalidInputException(place + ": " + Suggestion.unknown("key", key, known));
      }
    }
    return new YamlMap(place, values);
  }

  private static Map<String, Object> texts(String place, @Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new InvalidInputException(
          "%s: expected keys with values, got %s".formatted(place, shown(node)));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value == null) {
            throw new InvalidInputException("%s: %s has no value".formatted(place, key));
          }
          values.put(String.valueOf(key), value);
        });
    return values;
  }

  /** Not what is in a collection: aliases can make little text into more than memory holds. */
  private static String shown(@Nullable Object node) {
    if (node instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (node instanceof Map<?, ?> map) {
      return "%d keys with values".formatted(map.size());
    }
    String text = node == null ? "nothing" : String.valueOf(node);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** The mappings of a list. */
  List<YamlMap> maps(String key, List<String> known) {
    if (!(values.get(key) instanceof List<?> list) || list.isEmpty()) {
      throw new InvalidInputException(
          "%s: %s must be a list with at least one entry".formatted(place, key));
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Object one : list) {
      maps.add(of("%s: %s[%d]".formatted(place, key, maps.size() + 1), one, known));
    }
    return maps;
  }

  /** A mapping of texts by key; empty if there is none. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (values.containsKey(key)) {
      texts(place + ": " + key, values.get(key))
          .forEach((name, value) -> texts.put(name, scalar(key + "." + name, value)));
    }
    return texts;
  }

  /** One text, or the texts of a list; empty if there is none. */
  List<String> list(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(one -> scalar(key, one)).toList();
    }
    return List.of(scalar(key, value));
  }

  /** A text, or null. */
  @Nullable String text(String key) {
    Object value = values.get(key);
    return value == null ? null : scalar(key, value);
  }

  /** A whole number in a range, or null. */
  @Nullable Long number(String key, long least, long most) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    long number;
    try {
      number = Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          text.matches("[+-]?[0-9_]+")
              ? outside(key, least, most, text)
              : "%s: %s: expected a whole number, got %s".formatted(place, key, shown(text)),
          e);
    }
    if (number < least || number > most) {
      throw new InvalidInputException(outside(key, least, most, text));
    }
    return number;
  }

  private String outside(String key, long least, long most, String text) {
    return "%s: %s must be from %d to %d, got %s".formatted(place, key, least, most, shown(text));
  }

  private String scalar(String key, @Nullable Object value) {
    if (value == null || value instanceof List || value instanceof Map) {
      throw new InvalidInputException(
          "%s: %s: expected one value, got %s".formatted(place, key, shown(value)));
    }
    return String.valueOf(value);
  }
}
