package org.palaestra.render;

import org.jspecify.annotations.Nullable;

/** There is no display to open a window on. The message says what to do, and is all one needs. */
public final class NoDisplayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String PACKAGES =
      "xvfb xauth libgl1 libgl1-mesa-dri libglx-mesa0 libx11-6 libxext6 libxrandr2 libxcursor1"
          + " libxi6 libxinerama1 libxxf86vm1";

  private NoDisplayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** With what is wrong, which the ways out follow. */
  static NoDisplayException because(String problem, @Nullable Throwable cause) {
    return new NoDisplayException(
        """
        a window cannot be opened: %s
          on a desktop or over `ssh -X`: run it from a terminal there
          on a server: install %s
            and put `xvfb-run -a` in front of the command
          for a picture (--screenshot) or a film (--styled): libosmesa6 is enough
          with none of these: `palaestra record RUN out.gif` without --styled makes a film"""
            .formatted(problem, PACKAGES),
        cause);
  }

  /** macOS lets only a process's first thread have windows. */
  static NoDisplayException firstThread() {
    return new NoDisplayException(
        """
        a window cannot be opened: macOS allows it on the first thread only
          start Java with -XstartOnFirstThread, as the `palaestra` launcher does
          or use `palaestra record RUN out.gif`, which needs no window""",
        null);
  }
}
