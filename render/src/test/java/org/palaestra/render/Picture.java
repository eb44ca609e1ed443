package org.palaestra.render;

import com.badlogic.gdx.graphics.Pixmap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.palaestra.render.draw.Snapshot;

/**
 * What was painted, with (0, 0) at the lower left, kept under {@code target/pictures} to look at.
 */
public record Picture(int width, int height, int[] pixels) {

  public static Picture take(String name, int width, int height, Runnable paint) {
    Pixmap pixmap = Snapshot.take(width, height, paint);
    try {
      Snapshot.write(pixmap, Path.of("target", "pictures", name + ".png"));
      int[] pixels = new int[width * height];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = pixmap.getPixel(i % width, i / width) >>> 8; // RGBA
      }
      return new Picture(width, height, pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      pixmap.dispose();
    }
  }

  /** {@code 0xRRGGBB}. */
  public int at(int x, int y) {
    return pixels[y * width + x];
  }

  public int colors() {
    Set<Integer> colors = new HashSet<>();
    for (int pixel : pixels) {
      colors.add(pixel);
    }
    return colors.size();
  }

  /** Number of pixels that are nearer to {@code color} than {@code off} in every channel. */
  public int count(int color, int off) {
    int count = 0;
    for (int pixel : pixels) {
      count += near(pixel, color, off) ? 1 : 0;
    }
    return count;
  }

  public static boolean near(int pixel, int color, int off) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((pixel >> shift & 0xFF) - (color >> shift & 0xFF)) > off) {
        return false;
      }
    }
    return true;
  }
}
