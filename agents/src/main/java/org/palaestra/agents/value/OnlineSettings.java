package org.palaestra.agents.value;

import static org.palaestra.settings.Ranges.atLeast;
import static org.palaestra.settings.Ranges.unit;

import org.palaestra.agent.Schedule;
import org.palaestra.agents.network.BodySettings;

/**
 * What can be changed of {@link DqnWithoutReplay}.
 *
 * @param network the layers in front of the values
 * @param learning the updates; {@code every} counts environment steps
 * @param targetEvery environment steps between two copies of the weights into the target network,
 *     at least 1
 * @param exploration ε over the training, from 0 to 1
 * @param discount γ, from 0 to 1
 */
public record OnlineSettings(
    BodySettings network,
    Learning learning,
    int targetEvery,
    Schedule exploration,
    double discount) {

  /** Checks the ranges. */
  public OnlineSettings {
    atLeast("targetEvery", 1, targetEvery);
    exploration.within("exploration", 0, 1);
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
