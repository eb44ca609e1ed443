package org.palaestra.render.skin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.render.draw.Brush;

/** What happens from moment to moment: who comes, moves, jumps and leaves, and what flies about. */
final class Plot {

  private static final double HALFWAY = 0.5;
  private static final double NEAR = 1.7; // units
  private static final double ALWAYS = -1e9; // seconds: long before the show

  private final @Nullable Style style;
  private final Cast cast = new Cast();
  private final Particles particles = new Particles();
  private final Moment moment;
  private final List<Figure> leaving = new ArrayList<>();
  private final List<Figure> next = new ArrayList<>();
  private @Nullable Scene scene;
  private @Nullable Frame frame;
  private boolean hit; // whether those who leave were hit
  private boolean ending; // whether an end is still to be shown

  /** Nothing yet; skins will paint with {@code brush}. */
  Plot(@Nullable Style style, Brush brush) {
    this.style = style;
    moment = new Moment(brush, cast);
  }

  /** What the last frame looks like; null before the first. */
  @Nullable Scene scene() {
    return scene;
  }

  /** Who is there. */
  Cast cast() {
    return cast;
  }

  /** Who is no more, and still to be seen. */
  List<Figure> leaving() {
    return leaving;
  }

  Particles particles() {
    return particles;
  }

  Moment moment() {
    return moment;
  }

  /**
   * Takes a frame.
   *
   * @return whether it is the step after the one before, so that there is a way between them
   */
  boolean turn(Frame next) {
    Frame last = frame;
    Scene seen = Scene.of(next.drawing());
    boolean known = last != null && next.episode() == last.episode() && next.step() > last.step();
    boolean follows = known && last != null && next.step() == last.step() + 1;
    flushLeaving();
    if (!known) {
      cast.clear();
      particles.clear();
    }
    Scene before = scene;
    scene = seen;
    frame = next;
    boolean earned = known && last != null && next.episodeReturn() > last.episodeReturn();
    boolean changed = known && last != null && next.episodeReturn() != last.episodeReturn();
    moment.turn(next, changed);
    recast(follows ? before : null, seen, next.step(), known);
    hit = earned;
    ending = known && next.ending() == Ending.TERMINATED;
    if (!follows) {
      if (!hit) {
        leaving.clear(); // of what happened in between nothing is known
      }
      flushLeaving();
    }
    return follows;
  }

  private void recast(@Nullable Scene before, Scene scene, int step, boolean known) {
    next.clear();
    for (Thing thing : scene.things()) {
      Figure figure = known ? cast.find(thing.kind(), thing.id()) : null;
      Skin skin = style == null ? null : style.skins().get(thing.kind());
      if (figure == null) {
        figure = new Figure(thing, skin, step, known ? moment.time() : ALWAYS);
      } else if (before != null && (skin != null || alike(before, figure, scene, thing))) {
        follow(figure, thing, step, skin == null ? scene.reach() : skin.reach());
      } else {
        figure.skip(thing, step);
      }
      next.add(figure);
    }
    cast.change(next, leaving);
  }

  private static boolean alike(Scene before, Figure figure, Scene scene, Thing thing) {
    return Rigid.alike(before.drawing(), figure.thing(), scene.drawing(), thing);
  }

  private void follow(Figure figure, Thing thing, int step, double reach) {
    Thing last = figure.thing();
    boolean moved = figure.turn(thing, step, reach);
    Skin skin = figure.skin();
    if (skin != null && moved) {
      skin.step(moment, figure, particles);
    } else if (skin != null) {
      skin.jump(moment, figure, last, particles);
    }
  }

  /** Those who left are shown until halfway, where what they met has come to them. */
  private void flushLeaving() {
    for (int i = 0; i < leaving.size(); i++) {
      Figure figure = leaving.get(i);
      Skin skin = figure.skin();
      if (skin != null) {
        skin.leave(moment, figure, hit || nearAnother(figure), particles);
      }
    }
    leaving.clear();
    if (ending) {
      ending = false;
      for (int i = 0; i < cast.size(); i++) {
        Skin skin = cast.get(i).skin();
        if (skin != null) {
          skin.end(moment, cast.get(i), particles);
        }
      }
    }
  }

  private boolean nearAnother(Figure figure) {
    String kind = figure.thing().kind();
    for (int i = 0; i < cast.size(); i++) {
      Figure other = cast.get(i);
      if (!other.thing().kind().equals(kind) && other.thing().distance(figure.thing()) < NEAR) {
        return true;
      }
    }
    return false;
  }

  /**
   * Lets time pass.
   *
   * @param seconds for what moves between steps and of itself
   * @param progress how much of the current step is over, from 0 to 1
   */
  void advance(double seconds, double progress) {
    moment.advance(seconds, progress);
    if (progress >= HALFWAY) {
      flushLeaving();
    }
    for (int i = 0; i < cast.size(); i++) {
      cast.get(i).advance(progress);
    }
    particles.advance(seconds);
  }
}
