package org.palaestra.render.skin;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.Texture.TextureFilter;
import com.badlogic.gdx.graphics.g2d.SpriteBatch;
import com.badlogic.gdx.graphics.glutils.FrameBuffer;
import com.badlogic.gdx.utils.BufferUtils;
import com.badlogic.gdx.utils.Disposable;
import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;
import org.palaestra.render.draw.View;

/** A picture that is painted once for its size and shown in every frame. */
final class Backdrop implements Disposable {

  private final SpriteBatch batch = new SpriteBatch(1);
  private final IntBuffer number = BufferUtils.newIntBuffer(16);
  private @Nullable FrameBuffer picture;
  private @Nullable View view;

  Backdrop() {
    batch.disableBlending();
  }

  /**
   * Shows it, and makes it first if its size or the view has changed.
   *
   * @param paint paints all of it
   */
  void show(int width, int height, View view, Runnable paint) {
    FrameBuffer shown = picture;
    if (shown == null
        || shown.getWidth() != width
        || shown.getHeight() != height
        || !view.equals(this.view)) {
      dispose(shown);
      shown = make(width, height, paint);
      picture = shown;
      this.view = view;
    }
    batch.getProjectionMatrix().setToOrtho2D(0, 0, width, height);
    batch.begin();
    batch.draw(shown.getColorBufferTexture(), 0, 0, width, height, 0, 0, 1, 1);
    batch.end();
  }

  private FrameBuffer make(int width, int height, Runnable paint) {
    // What is painted on may be such a buffer itself, of which libGDX keeps no account.
    Gdx.gl.glGetIntegerv(GL20.GL_FRAMEBUFFER_BINDING, number);
    int outer = number.get(0);
    FrameBuffer made = new FrameBuffer(Pixmap.Format.RGBA8888, width, height, false);
    made.begin();
    paint.run();
    made.end();
    // Pixel by pixel: blending neighbours would change nothing and take longer.
    made.getColorBufferTexture().setFilter(TextureFilter.Nearest, TextureFilter.Nearest);
    Gdx.gl.glBindFramebuffer(GL20.GL_FRAMEBUFFER, outer);
    Gdx.gl.glViewport(0, 0, width, height);
    return made;
  }

  private static void dispose(@Nullable FrameBuffer buffer) {
    if (buffer != null) {
      buffer.dispose();
    }
  }

  @Override
  public void dispose() {
    dispose(picture);
    picture = null;
    batch.dispose();
  }
}
