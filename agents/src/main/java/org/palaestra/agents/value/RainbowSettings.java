package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link Rainbow}.
 *
 * @param network the layers in front of both streams, and those of the streams
 * @param atoms the values that returns can take
 * @param replay the memory
 * @param priorities how it is drawn from
 * @param learning the updates
 * @param longestGradient the gradient is cut to this norm, above 0
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param discount γ, from 0 to 1
 */
public record RainbowSettings(
    Network network,
    Atoms atoms,
    ReplaySettings replay,
    Priorities priorities,
    Updates learning,
    double longestGradient,
    int targetEvery,
    double discount) {

  /**
   * The layers.
   *
   * @param body in front of both streams; not noisy
   * @param streams the layers of each stream; noisy
   * @param noise σ₀, above 0: how widely the weights are drawn at first
   */
  public record Network(BodySettings body, Streams streams, double noise) {

    /** Checks the range. */
    public Network {
      positive("network.noise", noise);
    }
  }

  /** Checks the ranges. */
  public RainbowSettings {
    positive("longestGradient", longestGradient);
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /**
   * The paper's n of 3, α of 0.5, β from 0.4 to 1 and σ₀ of 0.5 with the sizes, rates and atoms of
   * {@link C51Settings#classicControl}; it updates from step 1,000 on. Untuned.
   */
  public static RainbowSettings classicControl() {
    C51Settings c51 = C51Settings.classicControl();
    return new RainbowSettings(
        new Network(BodySettings.of(120), new Streams(84), 0.5),
        c51.atoms(),
        new ReplaySettings(10_000, 1_000, 128, 3),
        new Priorities(0.5, new Schedule(0.4, 1, 1)),
        c51.learning(),
        10,
        c51.targetEvery(),
        c51.discount());
  }
}
