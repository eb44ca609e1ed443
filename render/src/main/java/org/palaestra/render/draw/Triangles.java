package org.palaestra.render.draw;

import com.badlogic.gdx.Gdx;
import com.badlogic.gdx.graphics.GL20;
import com.badlogic.gdx.graphics.Pixmap;
import com.badlogic.gdx.graphics.Texture;
import com.badlogic.gdx.graphics.Texture.TextureFilter;
import com.badlogic.gdx.graphics.g2d.PolygonSpriteBatch;
import com.badlogic.gdx.graphics.glutils.ShaderProgram;
import com.badlogic.gdx.utils.Disposable;
import com.badlogic.gdx.utils.GdxRuntimeException;
import com.badlogic.gdx.utils.NumberUtils;
import java.util.Arrays;

/**
 * The batch of triangles that everything is painted with, and the shape at work: convex, in pixels,
 * given by its corners.
 *
 * <p>Since it is convex, its edge can be smoothed by hand: a rim in which the colour fades out. A
 * rim of one pixel gives finer steps than 4× multisampling, costs a few triangles, and works where
 * a display has no multisampling; a wide one is a soft shadow.
 *
 * <p>Colours are multiplied by their opacity before they are blended. What only adds light is then
 * a colour without opacity, and needs no batch of its own. Textures, letters among them, count for
 * their opacity alone.
 */
final class Triangles implements Disposable {

  /** Half the width of the rim that smooths an edge. */
  static final float SMOOTH = 0.5f;

  private static final int BATCH = 8_000; // vertices
  private static final int MOST_CORNERS = 2_000;
  private static final int SPOT = 256; // side of the picture of a spot, in pixels
  private static final float TEXEL = 1f / SPOT;
  private static final int NUMBERS = 5; // for each vertex: x, y, colour, u, v

  private static final String VERTEX_SHADER =
      """
      attribute vec4 a_position;
      attribute vec4 a_color;
      attribute vec2 a_texCoord0;
      uniform mat4 u_projTrans;
      varying vec4 v_color;
      varying vec2 v_texCoords;
      void main() {
        v_color = a_color;
        v_color.a = v_color.a * (255.0 / 254.0);
        v_texCoords = a_texCoord0;
        gl_Position = u_projTrans * a_position;
      }
      """;

  private static final String FRAGMENT_SHADER =
      """
      #ifdef GL_ES
      precision mediump float;
      #endif
      varying vec4 v_color;
      varying vec2 v_texCoords;
      uniform sampler2D u_texture;
      void main() {
        gl_FragColor = v_color * texture2D(u_texture, v_texCoords).a;
      }
      """;

  private final ShaderProgram shader = new ShaderProgram(VERTEX_SHADER, FRAGMENT_SHADER);
  private final PolygonSpriteBatch batch;
  private final Texture texture;

  // Corners of the shape at work: a point, and the direction in which its edge faces outwards.
  private float[] corners = new float[4 * 64];
  private int count;
  private float[] vertices = new float[2 * NUMBERS * 64];
  private short[] triangles = new short[9 * 64];
  private short[] chain = new short[64];

  Triangles() {
    if (!shader.isCompiled()) {
      throw new GdxRuntimeException("the shader does not compile: " + shader.getLog());
    }
    batch = new PolygonSpriteBatch(BATCH, 4 * BATCH, shader);
    batch.setBlendFunction(GL20.GL_ONE, GL20.GL_ONE_MINUS_SRC_ALPHA);
    texture = new Texture(picture());
    // Fine enough without blending four of its pixels, which software takes long for.
    texture.setFilter(TextureFilter.Nearest, TextureFilter.Nearest);
  }

  /** A spot that fades out in the left half, and plain white in the right one. */
  private static Pixmap picture() {
    Pixmap picture = new Pixmap(2 * SPOT, SPOT, Pixmap.Format.RGBA8888);
    picture.setBlending(Pixmap.Blending.None);
    double middle = SPOT / 2.0;
    for (int y = 0; y < SPOT; y++) {
      for (int x = 0; x < 2 * SPOT; x++) {
        double distance = Math.hypot(x + 0.5 - middle, y + 0.5 - middle) / (middle - 1);
        double fade = Math.max(0, 1 - distance * distance);
        int opacity = x < SPOT ? (int) Math.round(255 * fade * fade) : 255;
        picture.drawPixel(x, y, 0xFFFFFF00 | opacity);
      }
    }
    return picture;
  }

  PolygonSpriteBatch batch() {
    return batch;
  }

  void begin(int width, int height) {
    Gdx.gl.glViewport(0, 0, width, height);
    batch.getProjectionMatrix().setToOrtho2D(0, 0, width, height);
    batch.begin();
  }

  void end() {
    batch.end();
  }

  /** Begins another shape. */
  void clear() {
    count = 0;
  }

  /** Adds a corner whose edge faces in a direction of length 1 or so. */
  void corner(float x, float y, float outX, float outY) {
    if (4 * count == corners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
    }
    int at = 4 * count++;
    corners[at] = x;
    corners[at + 1] = y;
    corners[at + 2] = outX;
    corners[at + 3] = outY;
  }

  /** Into how many pieces an arc is cut: none is farther off than an eighth of a pixel. */
  static int pieces(double turn, float radius) {
    return (int) Math.ceil(Math.abs(turn) * Math.max(1.2, Math.min(24, Math.sqrt(radius))));
  }

  /** Corners around a centre, for the radius to be given when the shape is filled. */
  void arc(float x, float y, double from, double turn, float radius) {
    int pieces = pieces(turn, radius);
    double stepCos = Math.cos(turn / pieces);
    double stepSin = Math.sin(turn / pieces);
    double cos = Math.cos(from);
    double sin = Math.sin(from);
    for (int i = 0; i <= pieces; i++) {
      corner(x, y, (float) cos, (float) sin);
      // Turned on by one piece: cheaper than asking for each sine.
      double next = cos * stepCos - sin * stepSin;
      sin = sin * stepCos + cos * stepSin;
      cos = next;
    }
  }

  /**
   * Paints the shape that the corners, moved outwards by {@code inner}, span, and around it a rim
   * that fades out until {@code outer}.
   *
   * @param top colour of the highest corner, {@code 0xAARRGGBB}
   * @param bottom colour of the lowest; what lies between is blended
   * @param light whether it only adds light
   */
  void fill(float inner, float outer, int top, int bottom, boolean light) {
    if (count < 3) {
      return;
    }
    int n = Math.min(count, MOST_CORNERS);
    boolean rim = outer > inner;
    reserve(rim ? 2 * n : n, 3 * n);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    int v = 0;
    for (int ring = 0; ring < (rim ? 2 : 1); ring++) {
      float distance = ring == 0 ? inner : outer;
      for (int i = 0; i < n; i++) {
        float y = corners[4 * i + 1] + distance * corners[4 * i + 3];
        low = Math.min(low, y);
        high = Math.max(high, y);
        v = vertex(v, corners[4 * i] + distance * corners[4 * i + 2], y, 0);
      }
    }
    boolean flat = top == bottom || !(high > low);
    float solid = packed(top, light);
    for (int i = 0; i < n; i++) {
      float share = flat ? 1 : (vertices[NUMBERS * i + 1] - low) / (high - low);
      vertices[NUMBERS * i + 2] = flat ? solid : packed(blend(bottom, top, share), light);
    }
    int t = inside(n);
    for (int i = 0; rim && i < n; i++) {
      int next = i + 1 < n ? i + 1 : 0;
      t = triangle(t, i, n + i, n + next);
      t = triangle(t, i, n + next, next);
    }
    batch.draw(texture, vertices, 0, v, triangles, 0, t);
  }

  /**
   * Cuts the shape of the first {@code n} vertices into triangles: first what lies beyond the chord
   * of each arc, then what is left. A fan would consist of splinters from one end to the other,
   * whose many half-covered pixels cost software that paints twice and more of what the shape does.
   */
  private int inside(int n) {
    int t = 0;
    int ends = 0;
    for (int from = 0, to; from < n; from = to + 1) {
      to = from;
      while (to + 1 < n && sameMiddle(from, to + 1)) {
        to++;
      }
      int length = ends;
      for (int i = from; i <= to; i++) {
        chain[length++] = (short) i;
      }
      t = cut(t, ends, length);
      chain[ends++] = (short) from;
      if (to > from) {
        chain[ends++] = (short) to;
      }
    }
    return cut(t, 0, ends);
  }

  /** Whether two corners belong to one arc. */
  private boolean sameMiddle(int a, int b) {
    return corners[4 * a] == corners[4 * b] && corners[4 * a + 1] == corners[4 * b + 1];
  }

  /** Cuts off every other vertex of a part of the chain, until only its ends are left. */
  private int cut(int at, int from, int to) {
    int t = at;
    int end = to;
    while (end - from > 2) {
      int kept = from + 1;
      int i = from;
      for (; i + 2 < end; i += 2) {
        t = triangle(t, chain[i], chain[i + 1], chain[i + 2]);
        chain[kept++] = chain[i + 2];
      }
      if (i + 1 < end) {
        chain[kept++] = chain[i + 1];
      }
      end = kept;
    }
    return t;
  }

  /**
   * Paints the shape that the corners, moved outwards by {@code radius}, span, in colours from that
   * of a point within to that of the edge, which is smoothed.
   */
  void fillAround(float x, float y, float radius, int middle, int edge) {
    int n = Math.min(count, MOST_CORNERS);
    reserve(2 * n + 1, 3 * n);
    int v = vertex(0, x, y, packed(middle, false));
    float solid = packed(edge, false);
    for (int ring = 0; ring < 2; ring++) {
      float distance = radius + (ring == 0 ? -SMOOTH : SMOOTH);
      for (int i = 0; i < n; i++) {
        v =
            vertex(
                v,
                corners[4 * i] + distance * corners[4 * i + 2],
                corners[4 * i + 1] + distance * corners[4 * i + 3],
                ring == 0 ? solid : 0);
      }
    }
    int t = 0;
    for (int i = 0; i < n; i++) {
      int next = i + 1 < n ? i + 1 : 0;
      t = triangle(t, 0, 1 + i, 1 + next);
      t = triangle(t, 1 + i, 1 + n + i, 1 + n + next);
      t = triangle(t, 1 + i, 1 + n + next, 1 + next);
    }
    batch.draw(texture, vertices, 0, v, triangles, 0, t);
  }

  /**
   * Paints a quadrilateral that fades out from its middle.
   *
   * @param (x, y) middle
   * @param (ax, ay) from the middle to that of one side
   * @param (bx, by) from the middle to that of the next
   */
  void spot(float x, float y, float ax, float ay, float bx, float by, int color, boolean light) {
    reserve(4, 2);
    float packed = packed(color, light);
    int v = 0;
    for (int i = 0; i < 4; i++) {
      int a = i == 0 || i == 3 ? -1 : 1;
      int b = i < 2 ? -1 : 1;
      v = vertex(v, x + a * ax + b * bx, y + a * ay + b * by, packed);
      vertices[v - 2] = 0.25f + (0.25f - TEXEL / 2) * a; // beyond is plain white
      vertices[v - 1] = 0.5f + (0.5f - TEXEL) * b;
    }
    int t = triangle(0, 0, 1, 2);
    t = triangle(t, 0, 2, 3);
    batch.draw(texture, vertices, 0, v, triangles, 0, t);
  }

  /** A quadrilateral with a colour for each corner and no rim. */
  void quad(
      float x1,
      float y1,
      int c1,
      float x2,
      float y2,
      int c2,
      float x3,
      float y3,
      int c3,
      float x4,
      float y4,
      int c4,
      boolean light) {
    reserve(4, 2);
    int v = vertex(0, x1, y1, packed(c1, light));
    v = vertex(v, x2, y2, packed(c2, light));
    v = vertex(v, x3, y3, packed(c3, light));
    v = vertex(v, x4, y4, packed(c4, light));
    int t = triangle(0, 0, 1, 2);
    t = triangle(t, 0, 2, 3);
    batch.draw(texture, vertices, 0, v, triangles, 0, t);
  }

  private void reserve(int points, int triangleCount) {
    if (vertices.length < NUMBERS * points) {
      vertices = new float[2 * NUMBERS * points];
    }
    if (triangles.length < 3 * triangleCount) {
      triangles = new short[6 * triangleCount];
    }
    if (chain.length < points) {
      chain = new short[2 * points];
    }
  }

  private int vertex(int at, float x, float y, float color) {
    vertices[at] = x;
    vertices[at + 1] = y;
    vertices[at + 2] = color;
    vertices[at + 3] = 0.75f;
    vertices[at + 4] = 0.5f;
    return at + NUMBERS;
  }

  private int triangle(int at, int a, int b, int c) {
    triangles[at] = (short) a;
    triangles[at + 1] = (short) b;
    triangles[at + 2] = (short) c;
    return at + 3;
  }

  /** A colour between two, in all four channels. */
  static int blend(int from, int to, float share) {
    int color = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int a = from >>> shift & 0xFF;
      int b = to >>> shift & 0xFF;
      color = color << 8 | Math.round(a + share * (b - a));
    }
    return color;
  }

  /** Multiplied by its opacity, and in the order of channels that the batch wants. */
  private static float packed(int argb, boolean light) {
    int opacity = argb >>> 24;
    int red = ((argb >> 16 & 0xFF) * opacity + 127) / 255;
    int green = ((argb >> 8 & 0xFF) * opacity + 127) / 255;
    int blue = ((argb & 0xFF) * opacity + 127) / 255;
    return NumberUtils.intToFloatColor((light ? 0 : opacity << 24) | blue << 16 | green << 8 | red);
  }

  @Override
  public void dispose() {
    batch.dispose();
    shader.dispose();
    texture.dispose();
  }
}
