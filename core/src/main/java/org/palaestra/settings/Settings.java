package org.palaestra.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns a settings record into keys and values, and keys and values into a record.
 *
 * <p>Nested records give dotted keys: {@code replay.capacity}. A component is a number, boolean,
 * string, enum, {@code int[]} (written {@code 120,84}) or another record. Validation belongs to the
 * record's constructor, whose message reaches the person.
 */
public final class Settings {

  private static final Pattern LIST = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Pattern PRODUCT = Pattern.compile("-?\\d+(x-?\\d+)*");

  private Settings() {}

  /** Every key of {@code record} with its value as text, in the order of declaration. */
  public static Map<String, String> flatten(Record record) {
    Map<String, String> out = new LinkedHashMap<>();
    flatten("", record, out);
    return out;
  }

  /**
   * A copy of {@code defaults} in which the keys of {@code changes} have new values.
   *
   * @throws InvalidInputException if a key is unknown, a value cannot be read, or the record
   *     refuses it
   */
  public static <T extends Record> T bind(T defaults, Map<String, String> changes) {
    Map<String, String> known = flatten(defaults);
    for (String key : changes.keySet()) {
      if (!known.containsKey(key)) {
        throw new InvalidInputException(
            known.isEmpty()
                ? "unknown key \"" + key + "\"; there is nothing to set here"
                : Suggestion.unknown("key", key, known.keySet()));
      }
    }
    return build("", defaults, changes);
  }

  /**
   * Reads {@code key=value} pairs as the command line gives them.
   *
   * @throws InvalidInputException if a pair has no {@code =} or a key comes twice
   */
  public static Map<String, String> parse(List<String> pairs) {
    return parse(pairs, "key=value");
  }

  /**
   * Reads {@code key=value} pairs that change some of {@code defaults}.
   *
   * @throws InvalidInputException if a pair has no {@code =}, with one that would do, or a key
   *     comes twice
   */
  public static Map<String, String> parse(List<String> pairs, Record defaults) {
    Map<String, String> known = flatten(defaults);
    if (known.isEmpty()) {
      return parse(pairs, "nothing, since there is nothing to set");
    }
    Map.Entry<String, String> one = known.entrySet().iterator().next();
    return parse(
        pairs,
        "key=value such as %s=%s"
            .formatted(one.getKey(), one.getValue().isEmpty() ? "VALUE" : one.getValue()));
  }

  private static Map<String, String> parse(List<String> pairs, String expected) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException("expected %s, got \"%s\"".formatted(expected, pair));
      }
      String key = pair.substring(0, equals).strip();
      if (out.put(key, pair.substring(equals + 1)) != null) {
        throw new InvalidInputException("key \"" + key + "\" is given twice");
      }
    }
    return out;
  }

  private static void flatten(String prefix, Record record, Map<String, String> out) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String key = prefix + component.getName();
      Object value = value(record, component);
      if (value instanceof Record nested) {
        flatten(key + ".", nested, out);
      } else {
        out.put(key, text(value));
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof int[] numbers) {
      return String.join(",", Arrays.stream(numbers).mapToObj(Integer::toString).toList());
    }
    if (value instanceof Enum<?> constant) {
      return text(constant);
    }
    return value.toString();
  }

  /** A value of an enumeration as a person gives it: {@code NOT_YET} is {@code not-yet}. */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T extends Record> T build(
      String prefix, T defaults, Map<String, String> changes) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      String key = prefix + components[i].getName();
      Object value = value(defaults, components[i]);
      String change = changes.get(key);
      if (value instanceof Record nested) {
        values[i] = build(key + ".", nested, changes);
      } else if (change != null) {
        values[i] = read(key, types[i], change.strip());
        changed.add(key + "=" + change);
      } else {
        values[i] = value;
      }
    }
    try {
      @SuppressWarnings("unchecked")
      Constructor<T> constructor =
          (Constructor<T>) defaults.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInputException(
          (changed.isEmpty() ? "" : String.join(", ", changed) + ": ") + cause.getMessage(), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + defaults.getClass(), e);
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static Object read(String key, Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.parseInt(plain(text));
      } else if (type == long.class) {
        return Long.parseLong(plain(text));
      } else if (type == double.class) {
        return Double.parseDouble(text);
      } else if (type == float.class) {
        return Float.parseFloat(text);
      } else if (type == String.class) {
        return text;
      } else if (type == int[].class) {
        return numbers(key, text);
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "%s=%s: expected %s".formatted(key, text, expectation(type)), e);
    }
    if (type == boolean.class) {
      if (text.equals("true") || text.equals("false")) {
        return Boolean.valueOf(text);
      }
      throw new InvalidInputException("%s=%s: expected true or false".formatted(key, text));
    }
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        names.add(text(constant));
        if (text(constant).equals(text)) {
          return constant;
        }
      }
      throw new InvalidInputException(Suggestion.unknown("value for " + key, text, names));
    }
    throw new IllegalStateException("a settings record cannot hold " + type);
  }

  /** Between commas or blanks; 8x8 is 8,8. */
  private static int[] numbers(String key, String text) {
    List<Integer> out = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : LIST.split(text, -1)) {
      if (!PRODUCT.matcher(part).matches()) {
        throw new InvalidInputException(
            "%s=%s: expected %s, got \"%s\" among them"
                .formatted(key, text, expectation(int[].class), part));
      }
      for (String number : part.split("x", -1)) {
        out.add(Integer.parseInt(number));
      }
    }
    return out.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whole numbers may be written with underscores: 500_000. */
  private static String plain(String text) {
    return text.replace("_", "");
  }

  private static String expectation(Class<?> type) {
    if (type == int[].class) {
      return "whole numbers such as 120,84";
    }
    return type == int.class || type == long.class ? "a whole number" : "a number";
  }
}
