package org.palaestra.app;

import java.util.regex.Pattern;

/** Text from files for a terminal, which would obey some of it. */
public final class Visible {

  /** Control characters but the end of a line, and those that turn the direction of text. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069]");

  private Visible() {}

  /** The same with what cannot be seen by its number, such as {@code U+001B}. */
  public static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> "U+%04X".formatted((int) found.group().charAt(0)));
  }
}
