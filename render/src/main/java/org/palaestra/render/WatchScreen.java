package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.utils.ScreenUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;
import org.palaestra.render.draw.GdxCanvas;
import org.palaestra.render.draw.Painter;
import org.palaestra.render.skin.Show;
import org.palaestra.render.skin.Tempo;

/**
 * Paints a simulation into whatever is being painted on: {@link #advance} looks how it stands and
 * lets time pass in the picture, {@link #paint} paints that.
 */
final class WatchScreen extends ApplicationAdapter {

  private final Simulation simulation;
  private final EnvironmentSpec spec;
  private final boolean explains;
  private final WatchOptions options;
  private final Hud hud;
  private final Controls controls;
  private final Tempo tempo;
  private float scale = 1;
  private Status status;
  private @Nullable Frame shown;
  private @Nullable Painter painter; // exists between create and dispose
  private @Nullable GdxCanvas canvas;
  private @Nullable Show show; // unless things are to be plain

  /**
   * Shows {@code simulation}.
   *
   * @param explains whether there is something to show in a panel
   * @param quit closes the window
   */
  WatchScreen(
      Simulation simulation,
      EnvironmentSpec spec,
      boolean explains,
      WatchOptions options,
      Runnable quit) {
    this.simulation = simulation;
    this.spec = spec;
    this.explains = explains;
    this.options = options;
    hud = new Hud(options.title(), options.agent(), spec.timeLimit(), 0);
    controls = new Controls(simulation, quit);
    tempo = new Tempo(options.stepsPerSecond());
    status = simulation.status();
  }

  Controls controls() {
    return controls;
  }

  /** Pixels for each unit of design, from the next frame. */
  void scale(float scale) {
    this.scale = scale;
  }

  @Override
  public void create() {
    Painter made = new Painter();
    painter = made;
    canvas = new GdxCanvas(made);
    show = options.plain() ? null : new Show(spec, made);
  }

  @Override
  public void render() {
    advance(Gdx.graphics.getDeltaTime());
    paint(Gdx.graphics.getBackBufferWidth(), Gdx.graphics.getBackBufferHeight());
  }

  /** Shows what led to the current moment, each frame for as long as it would have been seen. */
  void rehearse(List<Frame> frames) {
    Show show = this.show;
    for (int i = 0; show != null && i < frames.size(); i++) {
      show.turn(frames.get(i));
      show.advance(1 / options.stepsPerSecond(), 1);
    }
  }

  /** Looks how the simulation stands, {@code elapsed} seconds after the last look. */
  @SuppressWarnings("ReferenceEquality") // the same frame until there is another
  void advance(double elapsed) {
    status = simulation.status();
    Show show = this.show;
    if (show == null) {
      return;
    }
    Frame frame = status.frame();
    if (frame != shown) {
      shown = frame;
      tempo.turn(show.turn(frame));
    }
    boolean rests = status.paused() || status.finished();
    double seconds = tempo.advance(elapsed, rests, status.speed());
    show.advance(seconds, tempo.progress());
  }

  /** Paints a picture of {@code width} by {@code height} pixels. */
  void paint(int width, int height) {
    Painter painter = this.painter;
    GdxCanvas canvas = this.canvas;
    if (painter == null || canvas == null) {
      throw new IllegalStateException("create() comes first");
    }
    Layout layout = Layout.of(width, height, scale, explains);
    controls.layout(layout);
    int background = Theme.BACKGROUND;
    ScreenUtils.clear(
        (background >> 16 & 0xFF) / 255f,
        (background >> 8 & 0xFF) / 255f,
        (background & 0xFF) / 255f,
        1);
    painter.begin(width, height);
    if (show == null) {
      canvas.begin(layout.world());
      status.frame().drawing().paint(canvas);
      canvas.end();
    } else {
      show.paint(layout.world(), width, height);
    }
    hud.paintBars(painter, layout, status.frame(), controls.toolbar().right(layout));
    if (layout.panelWidth() > 0) {
      status
          .frame()
          .insight()
          .ifPresentOrElse(
              insight -> ValuePanel.paint(painter, layout, insight),
              () -> ValuePanel.paintEmpty(painter, layout));
    }
    controls.toolbar().paint(painter, layout, status);
    hud.paintState(painter, layout, status.frame(), status.paused() && status.failure().isEmpty());
    status.failure().ifPresent(failure -> hud.paintFailure(painter, layout, failure));
    if (controls.help()) {
      Hud.paintHelp(painter, layout, Controls.KEYS);
    }
    controls.toolbar().paintHint(painter, layout);
    painter.end();
  }

  @Override
  public void dispose() {
    if (show != null) {
      show.dispose();
    }
    if (painter != null) {
      painter.dispose();
    }
    show = null;
    painter = null;
    canvas = null;
  }
}
