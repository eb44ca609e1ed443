package org.palaestra.agents.tabular;

import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.exploration.ExplorationSettings;

/**
 * Dyna-Q+ (Sutton, "Integrated architectures for learning, planning, and reacting based on
 * approximating dynamic programming", 1990; Sutton and Barto, 2018, section 8.3): {@link DynaQ}
 * that grows curious of what it has not tried for long, since the world may have changed. While
 * planning, a step that was last tried τ steps ago pays r + κ √τ, and actions that were never tried
 * are thought of, too, as leading nowhere. Off-policy.
 */
public final class DynaQPlus {

  /**
   * What can be changed.
   *
   * @param discount γ, from 0 to 1
   * @param learningRate α over the training, from 0 to 1
   * @param exploration how the behaviour departs from what seems best
   * @param initialValue what every action is worth before it was tried
   * @param planning n, imagined steps after each real one, at least 0
   * @param curiosity κ, at least 0
   */
  public record DynaQPlusSettings(
      double discount,
      Schedule learningRate,
      ExplorationSettings exploration,
      double initialValue,
      int planning,
      double curiosity) {

    /** Checks the ranges. */
    public DynaQPlusSettings {
      new ControlSettings(discount, learningRate, exploration, initialValue);
      Ranges.atLeast("planning", planning, 0);
      if (!(curiosity >= 0 && curiosity <= 1000)) {
        throw new IllegalArgumentException("curiosity must be in [0, 1000], got " + curiosity);
      }
    }

    /** Those of the maze in Sutton and Barto (2018), example 8.1 and 8.3, with κ = 0.001. */
    public static DynaQPlusSettings maze() {
      return new DynaQPlusSettings(
          0.95,
          Schedule.constant(0.1),
          ExplorationSettings.epsilonGreedy(Schedule.constant(0.1)),
          0,
          50,
          1e-3);
    }

    ControlSettings control() {
      return new ControlSettings(discount, learningRate, exploration, initialValue);
    }
  }

  private DynaQPlus() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "dyna-q-plus",
        "dyna-q that is curious of what it has not tried for long",
        "Sutton, \"Integrated architectures for learning, planning, and reacting based on"
            + " approximating dynamic programming\", ICML 1990",
        DynaQPlusSettings.maze(),
        Needs::table,
        50_000,
        1,
        (context, settings) ->
            new DynaQ(
                context,
                settings.control(),
                settings.planning,
                new DynaQ.Curiosity(settings.curiosity, true)));
  }
}
