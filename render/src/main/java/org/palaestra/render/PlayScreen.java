package org.palaestra.render;

import com.badlogic.gdx.ApplicationAdapter;
import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.utils.ScreenUtils;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.palaestra.playback.Frame;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.playback.PlaySession.Status;
import org.palaestra.render.draw.GdxCanvas;
import org.palaestra.render.draw.Painter;
import org.palaestra.render.skin.Show;
import org.palaestra.render.skin.Tempo;

/**
 * Paints a session into whatever is being painted on: {@link #advance} lets time go by in it and in
 * the picture, {@link #paint} paints how it stands.
 */
final class PlayScreen extends ApplicationAdapter {

  private final PlaySession session;
  private final PlayOptions options;
  private final Hud hud;
  private final PlayPanel panel;
  private final PlayControls controls;
  private final Tempo tempo;
  private float scale = 1;
  private Status status;
  private @Nullable Throwable failure;
  private @Nullable Frame shown;
  private @Nullable Painter painter; // exists between create and dispose
  private @Nullable GdxCanvas canvas;
  private @Nullable Show show; // unless things are to be plain

  /** Shows {@code session}; {@code quit} closes the window. */
  PlayScreen(PlaySession session, PlayOptions options, Runnable quit) {
    this.session = session;
    this.options = options;
    status = session.status();
    hud = new Hud(options.title(), options.player(), session.spec().timeLimit(), status.episodes());
    panel = new PlayPanel(session.keys(), options.counted());
    controls = new PlayControls(session, quit);
    tempo = new Tempo(session.stepsPerSecond());
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
    Painter made = new Painter();
    painter = made;
    canvas = new GdxCanvas(made);
    show = options.plain() ? null : new Show(session.spec(), made);
  }

  @Override
  public void render() {
    advance(Gdx.graphics.getDeltaTime());
    paint(Gdx.graphics.getBackBufferWidth(), Gdx.graphics.getBackBufferHeight());
  }

  /** Lets {@code elapsed} seconds go by. */
  @SuppressWarnings("ReferenceEquality") // the same frame until there is another
  void advance(double elapsed) {
    if (failure == null) {
      try {
        session.advance(elapsed);
        status = session.status();
      } catch (RuntimeException | Error e) {
        failure = e; // the person reads of it, and closes the window
      }
    }
    Show show = this.show;
    if (show == null) {
      return;
    }
    Frame frame = status.frame();
    if (frame != shown) {
      shown = frame;
      tempo.turn(show.turn(frame));
    }
    // Where each key is a step, that is shown to its end and then everything rests.
    boolean rests = status.paused() || !status.realTime() || status.phase() == Phase.READY;
    double seconds = tempo.advance(elapsed, rests, session.pace());
    show.advance(seconds, tempo.progress());
  }

  /** Paints a picture of {@code width} by {@code height} pixels. */
  void paint(int width, int height) {
    Painter painter = this.painter;
    GdxCanvas canvas = this.canvas;
    if (painter == null || canvas == null) {
      throw new IllegalStateException("create() comes first");
    }
    Layout layout = Layout.of(width, height, scale, true);
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
