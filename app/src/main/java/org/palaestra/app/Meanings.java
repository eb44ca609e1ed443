package org.palaestra.app;

import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.palaestra.settings.Settings;

/**
 * What the keys of a settings record mean, with units and ranges: its Javadoc, which the build
 * keeps beside the classes. A plug-in that was built without that has no meanings.
 */
public final class Meanings {

  private Meanings() {}

  /**
   * The keys of a record with their values and meanings.
   *
   * @param head of the first column
   */
  public static Table table(String head, Record settings) {
    Map<String, String> meanings = new HashMap<>();
    collect("", settings.getClass(), meanings);
    Table table = new Table(head, "DEFAULT", "MEANING");
    Settings.flatten(settings)
        .forEach((key, value) -> table.row(key, value, meanings.getOrDefault(key, "")));
    return table;
  }

  private static void collect(String prefix, Class<?> settings, Map<String, String> meanings) {
    Map<String, String> own =
        RuntimeJavadoc.getJavadoc(settings).getRecordComponents().stream()
            .collect(Collectors.toMap(ParamJavadoc::getName, Meanings::text));
    for (RecordComponent component : settings.getRecordComponents()) {
      String key = prefix + component.getName();
      if (component.getType().isRecord()) {
        collect(key + ".", component.getType(), meanings);
      } else {
        meanings.put(key, own.getOrDefault(component.getName(), "") + choices(component.getType()));
      }
    }
  }

  private static String text(ParamJavadoc parameter) {
    StringBuilder text = new StringBuilder();
    parameter.getComment().visit(new PlainText(text));
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** Leaves out what is markup. */
  private record PlainText(StringBuilder text) implements CommentVisitor {

    @Override
    public void commentText(String value) {
      text.append(value);
    }

    @Override
    public void inlineLink(Link link) {
      text.append(link.getLabel());
    }

    @Override
    public void inlineTag(String name, String value) {
      text.append(value);
    }

    @Override
    public void inlineValue(Value value) {
      text.append(value.getReferencedMemberName());
    }
  }

  /** The values of an enumeration, as they are given on the command line. */
  private static String choices(Class<?> type) {
    if (!type.isEnum()) {
      return "";
    }
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Settings.text((Enum<?>) constant))
        .collect(Collectors.joining(", ", ": ", ""));
  }
}
