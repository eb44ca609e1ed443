package org.palaestra.app.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.palaestra.render.PlayOptions;
import org.palaestra.settings.InvalidInputException;

/**
 * The size of a window, as a person gives it.
 *
 * @param width in the system's units
 * @param height in the system's units
 */
record WindowSize(int width, int height) {

  private static final WindowSize USUAL = new WindowSize(960, 640);

  /**
   * Reads {@code WxH}.
   *
   * @param text null for the usual size
   * @throws InvalidInputException if it is no size, or out of range
   */
  static WindowSize of(@Nullable String text) {
    if (text == null) {
      return USUAL;
    }
    String[] sides = text.toLowerCase(Locale.ROOT).split("x", -1);
    try {
      if (sides.length == 2) {
        WindowSize size = new WindowSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        PlayOptions.of("", "", false).withSize(size.width, size.height);
        return size;
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException("--size must be WxH, such as 960x640, got " + text, e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
    throw new InvalidInputException("--size must be WxH, such as 960x640, got " + text);
  }
}
