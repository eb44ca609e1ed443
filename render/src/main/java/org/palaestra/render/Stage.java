package org.palaestra.render;

import com.badlogic.gdx.utils.ScreenUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.playback.Frame;
import org.palaestra.render.draw.GdxCanvas;
import org.palaestra.render.draw.Painter;
import org.palaestra.render.skin.Show;
import org.palaestra.render.skin.Tempo;

/**
 * The world of a window, in motion and in a style of its own or as it paints itself, whoever moves
 * it. Needs OpenGL from {@link #create} to {@link #dispose}.
 */
final class Stage {

  private final EnvironmentSpec spec;
  private final boolean plain;
  private final double stepsPerSecond;
  private final Tempo tempo;
  private @Nullable Frame shown;
  private @Nullable Painter painter; // exists between create and dispose
  private @Nullable GdxCanvas canvas;
  private @Nullable Show show; // unless things are to be plain

  /** For an environment that is usually stepped so often a second. */
  Stage(EnvironmentSpec spec, boolean plain, double stepsPerSecond) {
    this.spec = spec;
    this.plain = plain;
    this.stepsPerSecond = stepsPerSecond;
    tempo = new Tempo(stepsPerSecond);
  }

  void create() {
    Painter made = new Painter();
    painter = made;
    canvas = new GdxCanvas(made);
    show = plain ? null : new Show(spec, made);
  }

  /** Shows what led to the current moment, each frame for as long as it would have been seen. */
  void rehearse(List<Frame> frames) {
    Show show = this.show;
    for (int i = 0; show != null && i < frames.size(); i++) {
      show.turn(frames.get(i));
      show.advance(1 / stepsPerSecond, 1);
    }
  }

  /**
   * Lets {@code elapsed} seconds go by until {@code frame}.
   *
   * @param rests whether everything stands still once the last step is shown to its end
   * @param pace how many times as fast as usual
   */
  @SuppressWarnings("ReferenceEquality") // the same frame until there is another
  void advance(Frame frame, double elapsed, boolean rests, double pace) {
    Show show = this.show;
    if (show == null) {
      return;
    }
    if (frame != shown) {
      shown = frame;
      tempo.turn(show.turn(frame));
    }
    double seconds = tempo.advance(elapsed, rests, pace);
    show.advance(seconds, tempo.progress());
  }

  /**
   * Clears the window and paints the world; what is around it goes to the painter, then its end.
   */
  Painter begin(Layout layout, int width, int height, Frame frame) {
    Painter painter = this.painter;
    GdxCanvas canvas = this.canvas;
    if (painter == null || canvas == null) {
      throw new IllegalStateException("create() comes first");
    }
    int background = Theme.BACKGROUND;
    ScreenUtils.clear(
        (background >> 16 & 0xFF) / 255f,
        (background >> 8 & 0xFF) / 255f,
        (background & 0xFF) / 255f,
        1);
    painter.begin(width, height);
    if (show == null) {
      canvas.begin(layout.world());
      frame.drawing().paint(canvas);
      canvas.end();
    } else {
      show.paint(layout.world(), width, height);
    }
    return painter;
  }

  void dispose() {
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
