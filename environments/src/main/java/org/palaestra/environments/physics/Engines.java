package org.palaestra.environments.physics;

import com.badlogic.gdx.math.Vector2;
import org.palaestra.environment.Trigonometry;

/**
 * The lander's three engines. Each pushes at once, by an impulse at its nozzle, whose direction and
 * place chance turns aside a little. Computed in double precision and handed to Box2D in single
 * precision, as the original does.
 */
final class Engines {

  private static final double MAIN_POWER = 13;
  private static final double SIDE_POWER = 0.6;
  private static final double MAIN_DOWN = 4 / LanderWorld.SCALE;
  private static final double SIDE_AWAY = 12 / LanderWorld.SCALE;
  private static final double SIDE_UP = 14 / LanderWorld.SCALE;

  /** For x, where the same 14 was probably meant. */
  private static final double SIDE_UP_ACROSS = 17 / LanderWorld.SCALE;

  private Engines() {}

  /**
   * Pushes the lander.
   *
   * @param main power of the main engine, or 0
   * @param side power of a side engine, or 0
   * @param way −1 for a push to the left, 1 to the right
   * @param spread chance, along the hull's axis
   * @param drift chance, across it
   */
  static void push(
      LanderWorld current, double main, double side, int way, double spread, double drift) {
    if (main == 0 && side == 0) {
      return;
    }
    double angle = current.angle();
    double sine = Trigonometry.sin(angle);
    double cosine = Trigonometry.cos(angle);
    Vector2 position = current.position();
    double x = position.x;
    double y = position.y;
    if (main > 0) {
      double along = MAIN_DOWN + 2 * spread;
      double pushX = sine * along - cosine * drift;
      double pushY = -cosine * along - sine * drift;
      double power = MAIN_POWER * main;
      current.impulse(-pushX * power, -pushY * power, x + pushX, y + pushY);
    }
    if (side > 0) {
      double across = 3 * drift + way * SIDE_AWAY;
      double pushX = sine * spread - cosine * across;
      double pushY = -cosine * spread - sine * across;
      double power = SIDE_POWER * side;
      current.impulse(
          -pushX * power,
          -pushY * power,
          x + pushX - sine * SIDE_UP_ACROSS,
          y + pushY + cosine * SIDE_UP);
    }
  }
}
