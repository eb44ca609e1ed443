package org.palaestra.render.draw;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.PixmapIO;
import com.badlogic.gdx.graphics.glutils.FrameBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.palaestra.store.AtomicFile;

/**
 * Pictures of what is painted. They come from a buffer of their own, so the window may be hidden.
 */
public final class Snapshot {

  private Snapshot() {}

  /**
   * Paints into a buffer and reads it: opaque RGBA, row 0 at the bottom. The caller disposes it.
   */
  public static Pixmap take(int width, int height, Runnable paint) {
    FrameBuffer buffer = new FrameBuffer(Pixmap.Format.RGBA8888, width, height, false);
    try {
      buffer.begin();
      paint.run();
      Pixmap pixels = new Pixmap(width, height, Pixmap.Format.RGBA8888);
      ByteBuffer bytes = pixels.getPixels();
      Gdx.gl.glPixelStorei(GL20.GL_PACK_ALIGNMENT, 1);
      Gdx.gl.glReadPixels(0, 0, width, height, GL20.GL_RGBA, GL20.GL_UNSIGNED_BYTE, bytes);
      for (int alpha = 3; alpha < 4 * width * height; alpha += 4) {
        bytes.put(alpha, (byte) 0xFF); // what shines through is the window's business, not a file's
      }
      buffer.end();
      return pixels;
    } finally {
      buffer.dispose();
    }
  }

  /** Writes a picture as PNG. */
  public static void write(Pixmap pixels, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          PixmapIO.PNG png = new PixmapIO.PNG(pixels.getWidth() * pixels.getHeight());
          try {
            png.setFlipY(true);
            png.write(out, pixels);
          } finally {
            png.dispose();
          }
        });
  }
}
