package org.palaestra.render.skin;

import org.palaestra.random.RandomStream;
import org.palaestra.render.draw.Brush;

/**
 * What flies about when something is hit. There is room for a fixed number, which is allocated
 * once; when it is full, the oldest make room. Its chance is its own, so that the same playback
 * gives the same pictures.
 */
final class Particles {

  /** The most at a time. */
  static final int CAPACITY = 400;

  /** What a particle is. */
  enum Form {
    /** A point of light. */
    SPARK,
    /** A piece of what broke. */
    CHIP,
    /** A bubble, which rises. */
    BUBBLE,
    /** A ring of light that grows. */
    RING
  }

  private static final float[] CHIP = {-1, -0.7f, 0.9f, -0.8f, 1, 0.6f, -0.6f, 0.9f};

  private final RandomStream random = new RandomStream(1);
  private final Form[] form = new Form[CAPACITY];
  private final float[] x = new float[CAPACITY];
  private final float[] y = new float[CAPACITY];
  private final float[] speedX = new float[CAPACITY];
  private final float[] speedY = new float[CAPACITY];
  private final float[] size = new float[CAPACITY];
  private final float[] age = new float[CAPACITY];
  private final float[] life = new float[CAPACITY];
  private final float[] spin = new float[CAPACITY];
  private final int[] color = new int[CAPACITY];
  private int first;
  private int count;

  /** How many there are. */
  int count() {
    return count;
  }

  /** Forgets all. */
  void clear() {
    count = 0;
    random.reseed(1);
  }

  /**
   * Lets pieces fly apart.
   *
   * @param number how many
   * @param speed of the fastest, in units a second
   * @param size of the largest, in units
   * @param life of the longest-lived, in seconds
   */
  void burst(
      Form form,
      double x,
      double y,
      int number,
      double speed,
      double size,
      double life,
      int color) {
    for (int i = 0; i < number; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double fast = speed * (0.25 + 0.75 * random.nextDouble());
      add(
          form,
          x,
          y,
          fast * Math.cos(angle),
          fast * Math.sin(angle),
          size * (0.5 + 0.5 * random.nextDouble()),
          life * (0.5 + 0.5 * random.nextDouble()),
          color);
    }
  }

  /** One growing ring. */
  void ring(double x, double y, double size, double life, int color) {
    add(Form.RING, x, y, 0, 0, size, life, color);
  }

  private void add(
      Form form,
      double x,
      double y,
      double speedX,
      double speedY,
      double size,
      double life,
      int color) {
    if (count == CAPACITY) {
      first = (first + 1) % CAPACITY;
      count--;
    }
    int at = (first + count++) % CAPACITY;
    this.form[at] = form;
    this.x[at] = (float) x;
    this.y[at] = (float) y;
    this.speedX[at] = (float) speedX;
    this.speedY[at] = (float) speedY;
    this.size[at] = (float) size;
    this.life[at] = (float) life;
    this.age[at] = 0;
    this.spin[at] = (float) (12 * random.nextDouble() - 6);
    this.color[at] = color;
  }

  /** Goes on by some seconds. */
  void advance(double seconds) {
    float elapsed = (float) seconds;
    float drag = (float) Math.exp(-2.2 * seconds);
    for (int i = 0; i < count; i++) {
      int at = (first + i) % CAPACITY;
      age[at] += elapsed;
      x[at] += elapsed * speedX[at];
      y[at] += elapsed * speedY[at];
      speedX[at] *= drag;
      speedY[at] *= drag;
      speedY[at] += elapsed * pull(form[at]);
    }
    while (count > 0 && age[first] >= life[first]) {
      first = (first + 1) % CAPACITY;
      count--;
    }
  }

  private static float pull(Form form) {
    return switch (form) {
      case SPARK, RING -> 0;
      case CHIP -> -7;
      case BUBBLE -> 4;
    };
  }

  void paint(Brush brush) {
    for (int i = 0; i < count; i++) {
      int at = (first + i) % CAPACITY;
      float left = 1 - age[at] / life[at];
      if (left > 0) {
        paint(brush, at, left);
      }
    }
    brush.light(false);
    brush.home();
  }

  private void paint(Brush brush, int at, float left) {
    int tone = Brush.opacity(color[at], left * left * (3 - 2 * left));
    brush.light(form[at] == Form.SPARK || form[at] == Form.RING);
    switch (form[at]) {
      case SPARK -> {
        brush.place(x[at], y[at], 0, size[at], false);
        brush.spot(0, 0, 1.6, tone);
        brush.spot(0, 0, 0.6, Brush.opacity(0xFFFFFFFF, left));
      }
      case CHIP -> {
        brush.place(x[at], y[at], spin[at] * age[at], size[at], false);
        brush.polygon(tone, Brush.blend(tone, tone & 0xFF000000, 0.4), CHIP);
      }
      case BUBBLE -> {
        brush.place(x[at], y[at], 0, size[at], false);
        brush.disc(0, 0, 1, Brush.opacity(color[at], 0.25 * left));
        brush.ring(0, 0, 0.9, 0.35, tone);
        brush.disc(-0.35, 0.35, 0.22, tone);
      }
      case RING -> {
        brush.place(x[at], y[at], 0, size[at] * (0.2 + 0.8 * (1 - left * left)), false);
        brush.ring(0, 0, 1, 0.35 * left + 0.05, tone);
      }
    }
  }
}
