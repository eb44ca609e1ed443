package org.palaestra.agents.value;

import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import org.palaestra.agent.Preset;

/**
 * Settings of {@link Pqn} beside its defaults, which are CleanRL's for CartPole. The authors' loss
 * is half of ours, which matters to the gradient's limit alone, and their weights begin as He et
 * al. (2015) have them.
 */
final class PqnPresets {

  private PqnPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
              "MinAtar",
              UNTUNED,
              "Gallici et al. (2025), purejaxql's pqn_minatar.yaml, which calls itself adapted from"
                  + " Atari and open to tuning, but for half as many steps, over which rate and ε"
                  + " fall",
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
