package org.palaestra.environments.physics;

/**
 * How one moon differs from another.
 *
 * @param gravity downward acceleration, as a number above −12 and below 0
 * @param enableWind whether wind and turbulence push the lander while no leg touches the ground
 * @param windPower largest force of the wind, from 0 to 20
 * @param turbulencePower largest torque of the turbulence, from 0 to 2
 */
public record LunarLanderOptions(
    double gravity, boolean enableWind, double windPower, double turbulencePower) {

  /** Gravity −10 and no wind, as in Gymnasium; with wind, a force of 15 and a torque of 1.5. */
  public static final LunarLanderOptions CALM = new LunarLanderOptions(-10, false, 15, 1.5);

  private static final double STRONGEST_GRAVITY = -12;
  private static final double STRONGEST_WIND = 20;
  private static final double STRONGEST_TURBULENCE = 2;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value
   */
  public LunarLanderOptions {
    if (!(gravity > STRONGEST_GRAVITY && gravity < 0)) {
      throw new IllegalArgumentException("gravity must be above -12 and below 0, got " + gravity);
    }
    if (!(windPower >= 0 && windPower <= STRONGEST_WIND)) {
      throw new IllegalArgumentException("windPower must be from 0 to 20, got " + windPower);
    }
    if (!(turbulencePower >= 0 && turbulencePower <= STRONGEST_TURBULENCE)) {
      throw new IllegalArgumentException(
          "turbulencePower must be from 0 to 2, got " + turbulencePower);
    }
  }
}
