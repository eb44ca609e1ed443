package org.palaestra.render.draw;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.Color;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.g2d.BitmapFont;
import com.badlogic.gdx.graphics.g2d.GlyphLayout;
import com.badlogic.gdx.utils.Disposable;
import org.palaestra.view.Canvas.Align;

/** Flat shapes and text in pixels, x to the right and y upwards. Edges are smooth. */
public final class Painter implements Disposable {

  private static final float SMOOTH = Triangles.SMOOTH;
  private static final float SHARPEST = 0.25f; // limits how far a sharp corner's rim sticks out

  private final Triangles triangles = new Triangles();
  private final Fonts fonts = new Fonts(triangles.batch());
  private final GlyphLayout layout = new GlyphLayout();
  private final Color tint = new Color();

  /** Needs an OpenGL context. */
  public Painter() {}

  Triangles triangles() {
    return triangles;
  }

  /** Begins a frame of {@code width} by {@code height} pixels. */
  public void begin(int width, int height) {
    triangles.begin(width, height);
  }

  /** Ends a frame. */
  public void end() {
    triangles.end();
  }

  /** Lets nothing be painted outside of a rectangle. */
  public void clip(int x, int y, int width, int height) {
    triangles.batch().flush();
    Gdx.gl.glEnable(GL20.GL_SCISSOR_TEST);
    Gdx.gl.glScissor(x, y, Math.max(0, width), Math.max(0, height));
  }

  /** Lets everything be painted again. */
  public void unclip() {
    triangles.batch().flush();
    Gdx.gl.glDisable(GL20.GL_SCISSOR_TEST);
  }

  /** A rectangle with hard edges, for whole pixels. */
  public void box(float x, float y, float width, float height, int color) {
    triangles.clear();
    triangles.corner(x, y, 0, 0);
    triangles.corner(x + width, y, 0, 0);
    triangles.corner(x + width, y + height, 0, 0);
    triangles.corner(x, y + height, 0, 0);
    triangles.fill(0, 0, color, color, false);
  }

  /** A rectangle with round corners. */
  public void roundBox(float x, float y, float width, float height, float radius, int color) {
    float r = Math.min(radius, Math.min(width, height) / 2);
    triangles.clear();
    triangles.arc(x + width - r, y + height - r, 0, Math.PI / 2, r);
    triangles.arc(x + r, y + height - r, Math.PI / 2, Math.PI / 2, r);
    triangles.arc(x + r, y + r, Math.PI, Math.PI / 2, r);
    triangles.arc(x + width - r, y + r, 1.5 * Math.PI, Math.PI / 2, r);
    triangles.fill(r - SMOOTH, r + SMOOTH, color, color, false);
  }

  /** A disc. */
  public void circle(float x, float y, float radius, int color) {
    triangles.clear();
    triangles.arc(x, y, 0, 2 * Math.PI, radius);
    triangles.fill(Math.max(0, radius - SMOOTH), radius + SMOOTH, color, color, false);
  }

  /** A line with round ends, at least one pixel thick. */
  public void line(float x1, float y1, float x2, float y2, float thickness, int color) {
    float radius = Math.max(0.5f, thickness / 2);
    double across = Math.atan2(y2 - y1, x2 - x1) - Math.PI / 2;
    triangles.clear();
    triangles.arc(x2, y2, across, Math.PI, radius);
    triangles.arc(x1, y1, across + Math.PI, Math.PI, radius);
    triangles.fill(radius - SMOOTH, radius + SMOOTH, color, color, false);
  }

  /**
   * A convex polygon. Its rim lies outside, so that neighbours that share an edge leave no seam.
   *
   * @param points x and y of each corner
   * @param length how many numbers of {@code points} count
   */
  public void polygon(float[] points, int length, int color) {
    float area = 0;
    for (int i = 0, j = length - 2; i < length; j = i, i += 2) {
      area += points[j] * points[i + 1] - points[i] * points[j + 1];
    }
    float side = area < 0 ? -1 : 1; // outwards is to the right of an anticlockwise edge
    triangles.clear();
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
        triangles.corner(x, y, nx * stretch, ny * stretch);
      } else if (in > 0 || out > 0) {
        triangles.corner(x, y, 0, 0);
      }
    }
    triangles.fill(0, 2 * SMOOTH, color, color, false);
  }

  /**
   * A line of text.
   *
   * @param capHeight height of a capital letter
   */
  public void text(String text, float x, float y, float capHeight, Align align, int color) {
    BitmapFont font = fonts.font(capHeight);
    Color.argb8888ToColor(tint, color);
    tint.premultiplyAlpha();
    layout.setText(font, text, tint, 0, com.badlogic.gdx.utils.Align.left, false);
    float start =
        switch (align) {
          case LEFT -> x;
          case CENTER -> x - layout.width / 2;
          case RIGHT -> x - layout.width;
        };
    font.draw(triangles.batch(), layout, Math.round(start), Math.round(y) + font.getCapHeight());
  }

  /** How wide a text is. */
  public float textWidth(String text, float capHeight) {
    layout.setText(fonts.font(capHeight), text);
    return layout.width;
  }

  @Override
  public void dispose() {
    fonts.dispose();
    triangles.dispose();
  }
}
