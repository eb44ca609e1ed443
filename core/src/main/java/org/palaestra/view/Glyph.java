package org.palaestra.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One character's shape: closed contours in font units, y upwards, to be filled non-zero. */
final class Glyph {

  private enum Command {
    MOVE(2),
    LINE(2),
    QUAD(4),
    CLOSE(0);

    private final int numbers;

    Command(int numbers) {
      this.numbers = numbers;
    }
  }

  private final List<Command> commands;
  private final double[] numbers;
  private final double left;
  private final double right;
  private final double top;

  private Glyph(Builder builder) {
    commands = List.copyOf(builder.commands);
    numbers = Arrays.copyOf(builder.numbers, builder.length);
    double l = 0;
    double r = 0;
    double t = 0;
    for (int i = 0; i < numbers.length; i += 2) {
      l = i == 0 ? numbers[i] : Math.min(l, numbers[i]);
      r = i == 0 ? numbers[i] : Math.max(r, numbers[i]);
      t = i == 0 ? numbers[i + 1] : Math.max(t, numbers[i + 1]);
    }
    left = l;
    right = r;
    top = t;
  }

  /** The middle between its leftmost and its rightmost point, control points included. */
  double center() {
    return (left + right) / 2;
  }

  /** Its highest point, control points included. */
  double top() {
    return top;
  }

  /** Draws the shape moved by (dx, dy). */
  void outline(OutlineFont.Sink sink, double dx, double dy) {
    int i = 0;
    for (Command command : commands) {
      switch (command) {
        case MOVE -> sink.move(numbers[i] + dx, numbers[i + 1] + dy);
        case LINE -> sink.line(numbers[i] + dx, numbers[i + 1] + dy);
        case QUAD ->
            sink.quad(
                numbers[i] + dx, numbers[i + 1] + dy, numbers[i + 2] + dx, numbers[i + 3] + dy);
        case CLOSE -> sink.close();
      }
      i += command.numbers;
    }
  }

  /** Keeps what is drawn on it. */
  static final class Builder implements OutlineFont.Sink {

    private final List<Command> commands = new ArrayList<>();
    private double[] numbers = new double[64];
    private int length;

    Glyph build() {
      return new Glyph(this);
    }

    @Override
    public void move(double x, double y) {
      commands.add(Command.MOVE);
      add(x, y);
    }

    @Override
    public void line(double x, double y) {
      commands.add(Command.LINE);
      add(x, y);
    }

    @Override
    public void quad(double controlX, double controlY, double x, double y) {
      commands.add(Command.QUAD);
      add(controlX, controlY);
      add(x, y);
    }

    @Override
    public void close() {
      commands.add(Command.CLOSE);
    }

    private void add(double x, double y) {
      if (length + 2 > numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
      numbers[length++] = x;
      numbers[length++] = y;
    }
  }
}
