package org.palaestra.render.skin;

import com.badlogic.gdx.utils.Disposable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Frame;
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

  private final Painter painter;
  private final GdxCanvas canvas;
  private final Brush brush;
  private final @Nullable Style style;
  private final Plot plot;
  private @Nullable Backdrop backdrop;

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
    plot = new Plot(style, brush);
  }

  /** Whether a kind of thing has a skin in the style of what is played. */
  public boolean dresses(String kind) {
    return style != null && style.skins().containsKey(kind);
  }

  /** How many particles there are; they end by themselves. */
  public int particles() {
    return plot.particles().count();
  }

  /**
   * Takes a frame.
   *
   * @return whether it is the step after the one before, so that there is a way between them
   */
  public boolean turn(Frame next) {
    return plot.turn(next);
  }

  /**
   * Lets time pass.
   *
   * @param seconds for what moves between steps and of itself
   * @param progress how much of the current step is over, from 0 to 1
   */
  public void advance(double seconds, double progress) {
    plot.advance(seconds, progress);
  }

  /**
   * Paints everything, on pixels that the painter has begun.
   *
   * @param area what of them
   * @param width of all of them
   * @param height of all of them
   */
  public void paint(Area area, int width, int height) {
    Scene scene = plot.scene();
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
    Cast cast = plot.cast();
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
    Moment moment = plot.moment();
    Cast cast = plot.cast();
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
    for (int i = 0; i < plot.leaving().size(); i++) {
      if (plot.leaving().get(i).skin() != null) {
        paintFigure(scene, plot.leaving().get(i));
      }
    }
    rest();
    plot.particles().paint(brush);
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
      skin.paint(plot.moment(), figure);
    }
  }

  private void placeAt(Figure figure) {
    double entrance = figure.entrance(plot.moment().time());
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
