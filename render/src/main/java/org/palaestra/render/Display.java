package org.palaestra.render;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether there may be a display, from the process's environment alone: no toolkit is
 * loaded for the answer no.
 */
final class Display {

  private Display() {}

  /**
   * Checks that a window may be opened.
   *
   * @param pictureOnly whether a picture in memory will do
   * @return whether there is a display; never false unless a picture will do
   * @throws NoDisplayException if there is no display and a picture will not do
   */
  static boolean check(boolean pictureOnly) {
    String system = System.getProperty("os.name", "");
    Map<String, String> environment = System.getenv();
    if (isMac(system) && !onFirstThread(environment)) {
      throw NoDisplayException.firstThread();
    }
    Optional<String> missing = missing(system, environment);
    if (missing.isPresent() && !pictureOnly) {
      throw NoDisplayException.because(missing.get(), null);
    }
    return missing.isEmpty();
  }

  /** Why no display can be there; empty if there may be one. */
  static Optional<String> missing(String system, Map<String, String> environment) {
    boolean always = isMac(system) || system.toLowerCase(Locale.ROOT).startsWith("windows");
    if (always || set(environment, "DISPLAY") || set(environment, "WAYLAND_DISPLAY")) {
      return Optional.empty();
    }
    return Optional.of("neither DISPLAY nor WAYLAND_DISPLAY is set, so there is no display");
  }

  private static boolean isMac(String system) {
    return system.toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /** Whether X11 is there and Wayland is not. */
  static boolean onlyX11(Map<String, String> environment) {
    return set(environment, "DISPLAY") && !set(environment, "WAYLAND_DISPLAY");
  }

  private static boolean set(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  /** The launcher of a JVM leaves this trace of -XstartOnFirstThread. */
  private static boolean onFirstThread(Map<String, String> environment) {
    return "1"
        .equals(environment.get("JAVA_STARTED_ON_FIRST_THREAD_" + ProcessHandle.current().pid()));
  }
}
