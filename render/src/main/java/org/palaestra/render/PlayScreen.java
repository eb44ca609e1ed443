package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.playback.PlaySession.Status;
import org.palaestra.render.draw.Painter;

/**
 * Paints a session into whatever is being painted on: {@link #advance} lets time go by in it and in
 * the picture, {@link #paint} paints how it stands.
 */
final class PlayScreen extends ApplicationAdapter {

  private final PlaySession session;
  private final Hud hud;
  private final PlayPanel panel;
  private final PlayControls controls;
  private final Stage stage;
  private float scale = 1;
  private Status status;
  private @Nullable Throwable failure;

  /** Shows {@code session}; {@code quit} closes the window. */
  PlayScreen(PlaySession session, PlayOptions options, Runnable quit) {
    this.session = session;
    status = session.status();
    hud = new Hud(options.title(), options.player(), session.spec().timeLimit(), status.episodes());
    panel = new PlayPanel(session.keys(), options.counted());
    controls = new PlayControls(session, quit);
    stage = new Stage(session.spec(), options.plain(), session.stepsPerSecond());
  }

  PlayControls controls() {
    return controls;
  }

  /** What broke, so that nothing goes on. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
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

  /** Lets {@code elapsed} seconds go by. */
  void advance(double elapsed) {
    if (failure == null) {
      try {
        session.advance(elapsed);
        status = session.status();
      } catch (RuntimeException | Error e) {
        failure = e; // the person reads of it, and closes the window
      }
    }
    // Where each key is a step, that is shown to its end and then everything rests.
    boolean rests = status.paused() || !status.realTime() || status.phase() == Phase.READY;
    stage.advance(status.frame(), elapsed, rests, session.pace());
  }

  /** Paints a picture of {@code width} by {@code height} pixels. */
  void paint(int width, int height) {
    Layout layout = Layout.of(width, height, scale, true);
    Painter painter = stage.begin(layout, width, height, status.frame());
    hud.paintBars(painter, layout, status.frame(), panel.hintsRight(painter, layout, status));
    panel.paintHints(painter, layout, status);
    if (layout.panelWidth() > 0) {
      panel.paint(painter, layout, status);
    }
    if (failure != null) {
      hud.paintFailure(painter, layout, failure);
    } else if (controls.help()) {
      Hud.paintHelp(painter, layout, controls.keys());
    } else {
      panel.paintState(painter, layout, status);
    }
    painter.end();
  }

  @Override
  public void dispose() {
    stage.dispose();
  }
}
