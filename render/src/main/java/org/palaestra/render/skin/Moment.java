package org.palaestra.render.skin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.palaestra.playback.Frame;
import org.palaestra.render.draw.Brush;

/** What a skin can know while it paints. */
final class Moment {

  private final Brush brush;
  private final Cast cast;
  private @Nullable Frame frame;
  private String score = "";
  private double time;
  private double progress = 1;
  private double scored = Double.NEGATIVE_INFINITY;

  Moment(Brush brush, Cast cast) {
    this.brush = brush;
    this.cast = cast;
  }

  /** Takes a step's frame. */
  void turn(Frame frame, boolean earned) {
    this.frame = frame;
    double points = frame.measures().getOrDefault("score", frame.episodeReturn());
    score = points == Math.rint(points) ? Long.toString((long) points) : Double.toString(points);
    scored = earned ? time : scored;
  }

  /** Goes on. */
  void advance(double seconds, double progress) {
    time += seconds;
    this.progress = progress;
  }

  Brush brush() {
    return brush;
  }

  Cast cast() {
    return cast;
  }

  Frame frame() {
    return Objects.requireNonNull(frame, "the show has not begun");
  }

  /** Seconds of the show. */
  double time() {
    return time;
  }

  /** How much of the step is over, from 0 to 1. */
  double progress() {
    return progress;
  }

  /** The game's score, or the return if it tells none. */
  String score() {
    return score;
  }

  /** How fresh the last reward is, from 1 to 0. */
  double joy() {
    return Math.max(0, 1 - (time - scored) / 0.5);
  }

  /** What the environment measures under a name, or {@code otherwise} if it does not. */
  double measure(String name, double otherwise) {
    Double value = frame().measures().get(name);
    return value == null ? otherwise : value;
  }
}
