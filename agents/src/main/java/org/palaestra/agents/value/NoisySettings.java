package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.positive;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link NoisyDqn}.
 *
 * @param network the layers in front of the values; all linear ones are noisy
 * @param noise σ₀, above 0: how widely the weights are drawn at first
 * @param replay the memory
 * @param learning the updates
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param discount γ, from 0 to 1
 */
public record NoisySettings(
    BodySettings network,
    double noise,
    ReplaySettings replay,
    Learning learning,
    int targetEvery,
    double discount) {

  /** Checks the ranges. */
  public NoisySettings {
    positive("noise", noise);
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /** Those of {@link DqnSettings#classicControl} with the paper's σ₀ of 0.5. Untuned. */
  public static NoisySettings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new NoisySettings(
        dqn.network(), 0.5, dqn.replay(), dqn.learning(), dqn.targetEvery(), dqn.discount());
  }
}
