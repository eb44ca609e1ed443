package org.palaestra.environments.arcade;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.view.Canvas;

/** A small picture of square dots, kept as horizontal runs of one colour. */
final class Sprite {

  private record Run(int column, int row, int length, char ink) {}

  /** An array, since going through a list may allocate. */
  private final Run[] runs;

  private final int columns;
  private final int rows;

  /**
   * Takes a picture apart.
   *
   * @param lines from the top, equally long; a full stop is transparent, any other character is an
   *     ink
   */
  Sprite(String... lines) {
    List<Run> found = new ArrayList<>();
    rows = lines.length;
    columns = lines[0].length();
    for (int row = 0; row < rows; row++) {
      String line = lines[row];
      for (int start = 0, end; start < columns; start = end) {
        char ink = line.charAt(start);
        for (end = start + 1; end < columns && line.charAt(end) == ink; end++) {
          // Each dot of the same ink makes the run longer.
        }
        if (ink != '.') {
          found.add(new Run(start, row, end - start, ink));
        }
      }
    }
    runs = found.toArray(new Run[0]);
  }

  /** The colour of an ink. */
  @FunctionalInterface
  interface Inks {
    int color(char ink);
  }

  /**
   * Paints the picture.
   *
   * @param x its middle
   * @param y its middle
   * @param width of the whole picture; dots are square
   * @param facing 1 as it is, −1 mirrored
   */
  void paint(Canvas canvas, double x, double y, double width, int facing, Inks inks) {
    double dot = width / columns;
    double top = y + dot * rows / 2;
    for (Run run : runs) {
      int column = facing > 0 ? run.column : columns - run.column - run.length;
      canvas.rectangle(
          x - width / 2 + column * dot,
          top - (run.row + 1) * dot,
          run.length * dot,
          dot,
          inks.color(run.ink));
    }
  }
}
