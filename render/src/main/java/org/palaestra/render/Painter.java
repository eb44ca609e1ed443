package org.palaestra.render;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.Color;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.Texture;
import com.badlogic.gdx.graphics.g2d.BitmapFont;
import com.badlogic.gdx.graphics.g2d.GlyphLayout;
import com.badlogic.gdx.graphics.g2d.PolygonSpriteBatch;
import com.badlogic.gdx.utils.Disposable;
import com.badlogic.gdx.utils.NumberUtils;
import java.util.Arrays;
import org.palaestra.view.Canvas.Align;

/**
 * Flat shapes and text in pixels, x to the right and y upwards, through one batch of triangles.
 *
 * <p>Every shape is convex, so its edge can be smoothed by hand: a rim one pixel wide in which the
 * colour fades out. That gives finer steps than 4× multisampling, costs a few triangles, and works
 * where a display has no multisampling.
 */
final class Painter implements Disposable {

  private static final int BATCH = 8_000; // vertices
  private static final int MOST_CORNERS = 2_000;
  private static final float SMOOTH = 0.5f; // half the rim's width
  private static final float SHARPEST = 0.25f; // limits how far a sharp corner's rim sticks out

  private final PolygonSpriteBatch batch = new PolygonSpriteBatch(BATCH, 4 * BATCH, null);
  private final Texture white;
  private final Fonts fonts = new Fonts(batch);
  private final GlyphLayout layout = new GlyphLayout();
  private final Color tint = new Color();

  // Corners of the shape at work: a point, and the direction in which its edge faces outwards.
  private float[] corners = new float[4 * 64];
  private int count;
  private float[] vertices = new float[0];
  private short[] triangles = new short[0];

  Painter() {
    Pixmap pixel = new Pixmap(1, 1, Pixmap.Format.RGBA8888);
    pixel.setColor(Color.WHITE);
    pixel.fill();
    white = new Texture(pixel);
    pixel.dispose();
  }

  /** Begins a frame of {@code width} by {@code height} pixels. */
  void begin(int width, int height) {
    Gdx.gl.glViewport(0, 0, width, height);
    batch.getProjectionMatrix().setToOrtho2D(0, 0, width, height);
    batch.begin();
  }

  /** Ends a frame. */
  void end() {
    batch.end();
  }

  /** Lets nothing be painted outside of a rectangle. */
  void clip(int x, int y, int width, int height) {
    batch.flush();
    Gdx.gl.glEnable(GL20.GL_SCISSOR_TEST);
    Gdx.gl.glScissor(x, y, Math.max(0, width), Math.max(0, height));
  }

  /** Lets everything be painted again. */
  void unclip() {
    batch.flush();
    Gdx.gl.glDisable(GL20.GL_SCISSOR_TEST);
  }

  /** A rectangle with hard edges, for whole pixels. */
  void box(float x, float y, float width, float height, int color) {
    clear();
    corner(x, y, 0, 0);
    corner(x + width, y, 0, 0);
    corner(x + width, y + height, 0, 0);
    corner(x, y + height, 0, 0);
    emit(0, 0, color);
  }

  /** A rectangle with round corners. */
  void roundBox(float x, float y, float width, float height, float radius, int color) {
    float r = Math.min(radius, Math.min(width, height) / 2);
    clear();
    arc(x + width - r, y + height - r, 0, Math.PI / 2, r);
    arc(x + r, y + height - r, Math.PI / 2, Math.PI / 2, r);
    arc(x + r, y + r, Math.PI, Math.PI / 2, r);
    arc(x + width - r, y + r, 1.5 * Math.PI, Math.PI / 2, r);
    emit(r - SMOOTH, r + SMOOTH, color);
  }

  /** A disc. */
  void circle(float x, float y, float radius, int color) {
    clear();
    arc(x, y, 0, 2 * Math.PI, radius);
    emit(Math.max(0, radius - SMOOTH), radius + SMOOTH, color);
  }

  /** A line with round ends, at least one pixel thick. */
  void line(float x1, float y1, float x2, float y2, float thickness, int color) {
    float radius = Math.max(0.5f, thickness / 2);
    double across = Math.atan2(y2 - y1, x2 - x1) - Math.PI / 2;
    clear();
    arc(x2, y2, across, Math.PI, radius);
    arc(x1, y1, across + Math.PI, Math.PI, radius);
    emit(radius - SMOOTH, radius + SMOOTH, color);
  }

  /**
   * A convex polygon. Its rim lies outside, so that neighbours that share an edge leave no seam.
   *
   * @param points x and y of each corner
   * @param length how many numbers of {@code points} count
   */
  void polygon(float[] points, int length, int color) {
    float area = 0;
    for (int i = 0, j = length - 2; i < length; j = i, i += 2) {
      area += points[j] * points[i + 1] - points[i] * points[j + 1];
    }
    float side = area < 0 ? -1 : 1; // outwards is to the right of an anticlockwise edge
    clear();
    for (int i = 0; i < length; i += 2) {
      int before = (i + length - 2) % length;
      int after = (i + 2) % length;
      float x = points[i];
      float y = points[i + 1];
      float inX = x - points[before];
      float inY = y - points[before + 1];
      float outX = points[after] - x;
      float outY = points[after + 1] - y;
      float in = (float) Math.hypot(inX, inY);
      float out = (float) Math.hypot(outX, outY);
      if (in > 0 && out > 0) {
        float nx = (inY / in + outY / out) / 2;
        float ny = -(inX / in + outX / out) / 2;
        float stretch = side / Math.max(SHARPEST, nx * nx + ny * ny);
        corner(x, y, nx * stretch, ny * stretch);
      } else if (in > 0 || out > 0) {
        corner(x, y, 0, 0);
      }
    }
    emit(0, 2 * SMOOTH, color);
  }

  /**
   * A line of text.
   *
   * @param capHeight height of a capital letter
   */
  void text(String text, float x, float y, float capHeight, Align align, int color) {
    BitmapFont font = fonts.font(capHeight);
    Color.argb8888ToColor(tint, color);
    layout.setText(font, text, tint, 0, com.badlogic.gdx.utils.Align.left, false);
    float start =
        switch (align) {
          case LEFT -> x;
          case CENTER -> x - layout.width / 2;
          case RIGHT -> x - layout.width;
        };
    font.draw(batch, layout, Math.round(start), Math.round(y) + font.getCapHeight());
  }

  /** How wide a text is. */
  float textWidth(String text, float capHeight) {
    layout.setText(fonts.font(capHeight), text);
    return layout.width;
  }

  private void clear() {
    count = 0;
  }

  private void corner(float x, float y, float outX, float outY) {
    if (4 * count == corners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
    }
    int at = 4 * count++;
    corners[at] = x;
    corners[at + 1] = y;
    corners[at + 2] = outX;
    corners[at + 3] = outY;
  }

  /** Corners around a centre, close enough to look round at {@code radius}. */
  private void arc(float x, float y, double from, double turn, float radius) {
    int pieces = (int) Math.ceil(turn * Math.min(24, 1.5 + Math.sqrt(Math.max(0, radius))));
    for (int i = 0; i <= pieces; i++) {
      double angle = from + turn * i / pieces;
      corner(x, y, (float) Math.cos(angle), (float) Math.sin(angle));
    }
  }

  /**
   * Paints the shape that the corners, moved outwards by {@code inner}, span, and around it a rim
   * that fades out until {@code outer}.
   */
  private void emit(float inner, float outer, int color) {
    if (count < 3) {
      return;
    }
    int n = Math.min(count, MOST_CORNERS);
    boolean rim = outer > inner;
    int points = rim ? 2 * n : n;
    if (vertices.length < 5 * points) {
      vertices = new float[10 * points];
      triangles = new short[18 * points];
    }
    float solid = packed(color);
    float clear = packed(color & 0xFFFFFF);
    int v = 0;
    for (int ring = 0; ring < (rim ? 2 : 1); ring++) {
      float distance = ring == 0 ? inner : outer;
      for (int i = 0; i < n; i++) {
        vertices[v++] = corners[4 * i] + distance * corners[4 * i + 2];
        vertices[v++] = corners[4 * i + 1] + distance * corners[4 * i + 3];
        vertices[v++] = ring == 0 ? solid : clear;
        vertices[v++] = 0.5f;
        vertices[v++] = 0.5f;
      }
    }
    int t = 0;
    for (int i = 2; i < n; i++) {
      t = triangle(t, 0, i - 1, i);
    }
    for (int i = 0; rim && i < n; i++) {
      int next = i + 1 < n ? i + 1 : 0;
      t = triangle(t, i, n + i, n + next);
      t = triangle(t, i, n + next, next);
    }
    batch.draw(white, vertices, 0, v, triangles, 0, t);
  }

  private int triangle(int at, int a, int b, int c) {
    triangles[at] = (short) a;
    triangles[at + 1] = (short) b;
    triangles[at + 2] = (short) c;
    return at + 3;
  }

  private static float packed(int argb) {
    int abgr = (argb & 0xFF00FF00) | (argb & 0xFF) << 16 | (argb >> 16 & 0xFF);
    return NumberUtils.intToFloatColor(abgr);
  }

  @Override
  public void dispose() {
    fonts.dispose();
    batch.dispose();
    white.dispose();
  }
}
