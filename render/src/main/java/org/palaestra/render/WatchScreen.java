package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import java.util.List;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;
import org.palaestra.render.draw.Painter;

/**
 * Paints a simulation into whatever is being painted on: {@link #advance} looks how it stands and
 * lets time pass in the picture, {@link #paint} paints that.
 */
final class WatchScreen extends ApplicationAdapter {

  private final Simulation simulation;
  private final boolean explains;
  private final Hud hud;
  private final Controls controls;
  private final Stage stage;
  private float scale = 1;
  private Status status;

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
    hud = new Hud(options.title(), options.agent(), spec.timeLimit(), 0);
    controls = new Controls(simulation, quit);
    stage = new Stage(spec, options.plain(), options.stepsPerSecond());
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
    stage.create();
  }

  @Override
  public void render() {
    advance(Gdx.graphics.getDeltaTime());
    paint(Gdx.graphics.getBackBufferWidth(), Gdx.graphics.getBackBufferHeight());
  }

  /** Shows what led to the current moment, each frame for as long as it would have been seen. */
  void rehearse(List<Frame> frames) {
    stage.rehearse(frames);
  }

  /** Looks how the simulation stands, {@code elapsed} seconds after the last look. */
  void advance(double elapsed) {
    status = simulation.status();
    boolean rests = status.paused() || status.finished();
    stage.advance(status.frame(), elapsed, rests, status.speed());
  }

  /** Paints a picture of {@code width} by {@code height} pixels. */
  void paint(int width, int height) {
    Layout layout = Layout.of(width, height, scale, explains);
    controls.layout(layout);
    Painter painter = stage.begin(layout, width, height, status.frame());
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
    stage.dispose();
  }
}
