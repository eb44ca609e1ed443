package org.palaestra.agents.policy;

import static org.palaestra.agent.Preset.Tuning.TUNED;
import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import org.palaestra.agent.Preset;

/**
 * Settings of {@link Ppo} beside its defaults, which are CleanRL's for CartPole. Of the zoo's,
 * those are tuned that its file marks so. It leaves the weight of the value's squared error at
 * Stable-Baselines3's 0.5, which would be {@code loss.value=1} in {@link Ppo}, whose loss has half
 * of the squared error; here it is 0.5 as for CartPole.
 */
final class PpoPresets {

  private static final String ZOO = "RL Baselines3 Zoo (Raffin, 2020), ppo.yml, ";

  private static final String HALF = "half of its weight of the value's error";

  private PpoPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
          "MountainCar",
          TUNED,
          ZOO + "MountainCar-v0, with " + HALF + "; our own, chosen by score: ten epochs for four",
          1_000_000,
          16,
          "rollout=16",
          "learning.epochs=10",
          "learning.minibatches=4",
          "learning.rate.from=3e-4",
          "learning.rate.to=3e-4",
          "loss.clipValue=false",
          "loss.entropy=0",
          "lambda=0.98",
          "normalise.observations=true",
          "normalise.rewards=true"),
      Preset.of(
          "Acrobot",
          UNTUNED,
          ZOO + "Acrobot-v1, not marked as tuned there, for half as many steps, with " + HALF,
          500_000,
          16,
          "rollout=256",
          "learning.epochs=4",
          "learning.minibatches=64",
          "learning.rate.from=3e-4",
          "learning.rate.to=3e-4",
          "loss.clipValue=false",
          "loss.entropy=0",
          "lambda=0.94",
          "normalise.observations=true",
          "normalise.rewards=true"),
      Preset.of(
          "Pendulum",
          TUNED,
          ZOO + "Pendulum-v1, without its noise that depends on the state, with " + HALF,
          100_000,
          4,
          "rollout=1024",
          "learning.epochs=10",
          "learning.minibatches=64",
          "learning.rate.from=1e-3",
          "learning.rate.to=1e-3",
          "loss.clipValue=false",
          "loss.entropy=0",
          "discount=0.9"),
      Preset.of(
          "LunarLander",
          UNTUNED,
          ZOO + "LunarLander-v3, not marked as tuned there, with " + HALF,
          1_000_000,
          16,
          "rollout=1024",
          "learning.epochs=4",
          "learning.minibatches=256",
          "learning.rate.from=3e-4",
          "learning.rate.to=3e-4",
          "loss.clipValue=false",
          "loss.entropy=0.01",
          "discount=0.999",
          "lambda=0.98"),
      Preset.of(
              "MinAtar",
              UNTUNED,
              "our own, tried on Breakout with one seed: less entropy settles too early",
              5_000_000,
              64,
              "network.hidden=128",
              "network.activation=relu",
              "shareBody=true",
              "rollout=32",
              "learning.rate.from=1e-3",
              "loss.entropy=0.05")
          .forEnvironments("Breakout", "Asterix", "Freeway", "Seaquest", "SpaceInvaders"),
    };
  }
}
