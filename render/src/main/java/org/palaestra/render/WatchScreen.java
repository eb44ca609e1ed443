package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.utils.ScreenUtils;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;

/** Paints the latest status of a simulation into whatever is being painted on. */
final class WatchScreen extends ApplicationAdapter {

  private final Simulation simulation;
  private final boolean explains;
  private final Hud hud;
  private final Controls controls;
  private float scale = 1;
  private @Nullable Painter painter; // exists between create and dispose
  private @Nullable GdxCanvas canvas;

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
    this.explains = explains;
    hud = new Hud(options.title(), options.agent(), spec.timeLimit());
    controls = new Controls(simulation, quit);
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
  }

  @Override
  public void render() {
    paint(Gdx.graphics.getBackBufferWidth(), Gdx.graphics.getBackBufferHeight());
  }

  /** Paints a picture of {@code width} by {@code height} pixels. */
  void paint(int width, int height) {
    Painter painter = this.painter;
    GdxCanvas canvas = this.canvas;
    if (painter == null || canvas == null) {
      throw new IllegalStateException("create() comes first");
    }
    Status status = simulation.status();
    Layout layout = Layout.of(width, height, scale, explains);
    controls.layout(layout);
    int background = Theme.BACKGROUND;
    ScreenUtils.clear(
        (background >> 16 & 0xFF) / 255f,
        (background >> 8 & 0xFF) / 255f,
        (background & 0xFF) / 255f,
        1);
    painter.begin(width, height);
    canvas.begin(0, layout.bottomHeight(), layout.worldWidth(), layout.worldHeight());
    status.frame().drawing().paint(canvas);
    canvas.end();
    hud.paintBars(painter, layout, status, controls.toolbar().right(layout));
    if (layout.panelWidth() > 0) {
      status
          .frame()
          .insight()
          .ifPresentOrElse(
              insight -> ValuePanel.paint(painter, layout, insight),
              () -> ValuePanel.paintEmpty(painter, layout));
    }
    controls.toolbar().paint(painter, layout, status);
    hud.paintState(painter, layout, status);
    status.failure().ifPresent(failure -> hud.paintFailure(painter, layout, failure));
    if (controls.help()) {
      hud.paintHelp(painter, layout);
    }
    controls.toolbar().paintHint(painter, layout);
    painter.end();
  }

  @Override
  public void dispose() {
    Painter made = painter;
    if (made != null) {
      made.dispose();
    }
    painter = null;
    canvas = null;
  }
}
