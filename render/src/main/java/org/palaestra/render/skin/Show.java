package org.palaestra.render.skin;

import com.badlogic.gdx.utils.Disposable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.render.draw.Area;
import org.palaestra.render.draw.Brush;
import org.palaestra.render.draw.GdxCanvas;
import org.palaestra.render.draw.Painter;
import org.palaestra.render.draw.View;
import org.palaestra.view.Drawing;

/**
 * Shows a playback in motion. {@link #turn} takes one frame after another, {@link #advance} lets
 * time pass between them, and {@link #paint} paints what is then to be seen: everything on its way
 * from where it was to where it is, in the style of its game if there is one, and what flies about
 * when something is hit.
 *
 * <p>It keeps no clock, and draws no chance but its own: the same calls give the same pictures.
 */
public final class Show implements Disposable {

  private static final double HALFWAY = 0.5;
  private static final double NEAR = 1.7; // units
  private static final double ALWAYS = -1e9; // seconds: long before the show

  private final Painter painter;
  private final GdxCanvas canvas;
  private final Brush brush;
  private final @Nullable Style style;
  private final Cast cast = new Cast();
  private final Particles particles = new Particles();
  private final Moment moment;
  private final List<Figure> leaving = new ArrayList<>();
  private final List<Figure> next = new ArrayList<>();
  private @Nullable Scene scene;
  private @Nullable Frame frame;
  private @Nullable Backdrop backdrop;
  private boolean hit; // whether those who leave were hit
  private boolean ending; // whether an end is still to be shown

  /**
   * Nothing yet.
   *
   * @param spec what is played: some games have a style
   */
  public Show(EnvironmentSpec spec, Painter painter) {
    this.painter = painter;
    canvas = new GdxCanvas(painter);
    brush = new Brush(painter);
    style = Styles.of(spec.id());
    moment = new Moment(brush, cast);
  }

  /** Whether a kind of thing has a skin in the style of what is played. */
  public boolean dresses(String kind) {
    return style != null && style.skins().containsKey(kind);
  }

  /** How many particles there are; they end by themselves. */
  public int particles() {
    return particles.count();
  }

  /**
   * Takes a frame.
   *
   * @return whether it is the step after the one before, so that there is a way between them
   */
  public boolean turn(Frame next) {
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
  public void advance(double seconds, double progress) {
    moment.advance(seconds, progress);
    if (progress >= HALFWAY) {
      flushLeaving();
    }
    for (int i = 0; i < cast.size(); i++) {
      cast.get(i).advance(progress);
    }
    particles.advance(seconds);
  }

  /**
   * Paints everything, on pixels that the painter has begun.
   *
   * @param area what of them
   * @param width of all of them
   * @param height of all of them
   */
  public void paint(Area area, int width, int height) {
    Scene scene = this.scene;
    if (scene == null) {
      return;
    }
    Drawing.World world = scene.world();
    View view = View.fit(area, world.left(), world.bottom(), world.right(), world.top());
    if (style == null) {
      paintPlain(scene, area);
    } else {
      paintStyled(style, scene, view, area, width, height);
    }
  }

  private void paintPlain(Scene scene, Area area) {
    canvas.begin(area);
    List<Drawing.Shape> shapes = scene.drawing().shapes();
    int shape = 0;
    for (int i = 0; i < cast.size(); i++) {
      Figure figure = cast.get(i);
      for (; shape < figure.thing().from(); shape++) {
        shapes.get(shape).paint(canvas);
      }
      shape = paintThing(shapes, figure);
    }
    for (; shape < shapes.size(); shape++) {
      shapes.get(shape).paint(canvas);
    }
    canvas.end();
  }

  private int paintThing(List<Drawing.Shape> shapes, Figure figure) {
    Thing thing = figure.thing();
    double turn = figure.rotation() - thing.rotation();
    canvas.move(thing.x(), thing.y(), figure.x(), figure.y(), turn);
    for (int i = thing.from(); i < thing.to(); i++) {
      shapes.get(i).paint(canvas);
    }
    canvas.unmove();
    return thing.to();
  }

  private void paintStyled(Style style, Scene scene, View view, Area area, int width, int height) {
    paintBackdrop(style, view, area, width, height);
    brush.view(view);
    canvas.view(view);
    clip(view);
    style.paintScenery(moment);
    for (int i = 0; i < cast.size(); i++) {
      Figure figure = cast.get(i);
      Skin skin = figure.skin();
      if (skin != null) {
        placeAt(figure);
        skin.paintBelow(moment, figure);
      }
    }
    rest();
    for (int i = 0; i < cast.size(); i++) {
      paintFigure(scene, cast.get(i));
    }
    for (int i = 0; i < leaving.size(); i++) {
      if (leaving.get(i).skin() != null) {
        paintFigure(scene, leaving.get(i));
      }
    }
    rest();
    particles.paint(brush);
    painter.unclip();
    style.paintScore(moment);
    rest();
  }

  private void paintBackdrop(Style style, View view, Area area, int width, int height) {
    Backdrop backdrop = this.backdrop;
    if (backdrop == null) {
      backdrop = new Backdrop();
      this.backdrop = backdrop;
    }
    Ground ground =
        new Ground(
            (area.x() - view.originX()) / view.scale(),
            (area.y() - view.originY()) / view.scale(),
            (area.x() + area.width() - view.originX()) / view.scale(),
            (area.y() + area.height() - view.originY()) / view.scale());
    painter.end();
    backdrop.show(
        width,
        height,
        view,
        () -> {
          painter.begin(width, height);
          brush.view(view);
          style.board().paintWall(brush, ground);
          clip(view);
          style.paintFace(brush);
          painter.unclip();
          style.board().paintFrame(brush);
          painter.end();
        });
    painter.begin(width, height);
  }

  private void clip(View view) {
    int left = (int) Math.round(view.x(Board.LEFT));
    int bottom = (int) Math.round(view.y(Board.BOTTOM));
    painter.clip(
        left,
        bottom,
        (int) Math.round(view.x(Board.RIGHT)) - left,
        (int) Math.round(view.y(Board.TOP)) - bottom);
  }

  private void paintFigure(Scene scene, Figure figure) {
    Skin skin = figure.skin();
    if (skin == null) {
      paintThing(scene.drawing().shapes(), figure);
    } else {
      placeAt(figure);
      skin.paint(moment, figure);
    }
  }

  private void placeAt(Figure figure) {
    double entrance = figure.entrance(moment.time());
    boolean left = figure.left();
    brush.light(false);
    brush.fade(entrance);
    double rotation = left ? 0 : figure.rotation();
    brush.place(figure.x(), figure.y(), rotation, 0.6 + 0.4 * entrance, left);
  }

  private void rest() {
    brush.light(false);
    brush.fade(1);
    brush.home();
  }

  @Override
  public void dispose() {
    if (backdrop != null) {
      backdrop.dispose();
    }
  }
}
