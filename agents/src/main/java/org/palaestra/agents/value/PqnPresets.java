package org.palaestra.agents.value;

import static org.palaestra.agent.Preset.Tuning.TUNED;

import org.palaestra.agent.Preset;

/** Settings of {@link Pqn} beside its defaults, which are CleanRL's for CartPole. */
final class PqnPresets {

  private PqnPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
              "MinAtar",
              TUNED,
              "Gallici et al. (2025), the settings for MinAtar",
              5_000_000,
              128,
              "network.hidden=128",
              "rollout=32",
              "learning.epochs=2",
              "learning.minibatches=32",
              "learning.rate.from=5e-4",
              "exploration.fraction=0.1")
          .forEnvironments("Breakout", "Asterix", "Freeway", "Seaquest", "SpaceInvaders"),
    };
  }
}
