package org.palaestra.agents.value;

import static org.palaestra.agent.Preset.Tuning.TUNED;
import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import org.palaestra.agent.Preset;

/**
 * Settings of {@link Dqn} beside its defaults, which are CleanRL's for CartPole. The zoo leaves the
 * limit of the gradient's norm at Stable-Baselines3's 10; {@link Dqn} has none.
 */
final class DqnPresets {

  private static final String ZOO = "RL Baselines3 Zoo (Raffin, 2020), dqn.yml, ";

  private DqnPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
          "MountainCar",
          TUNED,
          ZOO
              + "MountainCar-v0, but one update every second step for eight every 16, and no limit"
              + " of 10 for the gradient; our own, chosen by score: the learning rate falls, and"
              + " exploring actions last (Dabney et al., 2021)",
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
          ZOO
              + "LunarLander-v3, but one update every step for four every fourth, the first after"
              + " 128, and no limit of 10 for the gradient; our own, chosen by score: the learning"
              + " rate falls",
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
              UNTUNED,
              "Young and Tian, \"MinAtar\", 2019, examples/dqn.py, but Adam for the RMSProp whose"
                  + " rate they searched, and ε falls from the first step on, not from the first"
                  + " update",
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
