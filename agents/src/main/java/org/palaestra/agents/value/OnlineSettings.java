package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link DqnWithoutReplay}.
 *
 * @param network the layers in front of the values
 * @param learning the updates; {@code every} counts environment steps
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration what it does beside what is best
 * @param discount γ, from 0 to 1
 */
public record OnlineSettings(
    BodySettings network,
    Learning learning,
    int targetEvery,
    EpsilonSettings exploration,
    double discount) {

  /** Checks the ranges. */
  public OnlineSettings {
    atLeast("targetEvery", 1, targetEvery);
    unit("discount", discount);
  }

  /** Those of {@link DqnSettings#classicControl}, learning from each step. Untuned. */
  public static OnlineSettings classicControl() {
    DqnSettings dqn = DqnSettings.classicControl();
    return new OnlineSettings(
        dqn.network(),
        new Learning(1, 1, dqn.learning().rate(), dqn.learning().loss()),
        dqn.targetEvery(),
        dqn.exploration(),
        dqn.discount());
  }
}
