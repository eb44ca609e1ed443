package org.palaestra.agents.value;

import static org.palaestra.agent.Preset.Tuning.TUNED;

import org.palaestra.agent.Preset;

/** Settings of {@link Dqn} beside its defaults, which are CleanRL's for CartPole. */
final class DqnPresets {

  private static final String ZOO = "RL Baselines3 Zoo (Raffin, 2020), dqn.yml";

  private DqnPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
          "MountainCar",
          TUNED,
          ZOO
              + "; eight updates every 16 steps are one every second step, the learning rate falls,"
              + " and exploring actions last (Dabney et al., 2021)",
          120_000,
          1,
          "network.hidden=256,256",
          "replay.capacity=10000",
          "replay.warmup=1000",
          "replay.batch=128",
          "learning.every=2",
          "learning.rate.from=4e-3",
          "learning.rate.to=1e-5",
          "learning.rate.fraction=1",
          "learning.loss=huber",
          "targetEvery=600",
          "exploration.fraction=0.2",
          "exploration.to=0.07",
          "exploration.longest=50",
          "exploration.mu=1",
          "discount=0.98"),
      Preset.of(
          "LunarLander",
          TUNED,
          ZOO + "; four updates every fourth step are one every step, and the learning rate falls",
          100_000,
          1,
          "network.hidden=256,256",
          "replay.capacity=50000",
          "replay.warmup=128",
          "replay.batch=128",
          "learning.every=1",
          "learning.rate.from=6.3e-4",
          "learning.rate.to=1e-6",
          "learning.rate.fraction=1",
          "learning.loss=huber",
          "targetEvery=250",
          "exploration.fraction=0.12",
          "exploration.to=0.1"),
      Preset.of(
              "MinAtar",
              TUNED,
              "Young and Tian, \"MinAtar\", 2019, with Adam in place of RMSProp",
              5_000_000,
              1,
              "network.hidden=128",
              "replay.capacity=100000",
              "replay.warmup=5000",
              "replay.batch=32",
              "learning.every=1",
              "learning.loss=huber",
              "targetEvery=1000",
              "exploration.fraction=0.02",
              "exploration.to=0.1")
          .forEnvironments("Breakout", "Asterix", "Freeway", "Seaquest", "SpaceInvaders"),
    };
  }
}
