package org.palaestra.agents.control;

import static org.palaestra.agent.Preset.Tuning.TUNED;

import org.palaestra.agent.Preset;

/** Settings of {@link Sac} beside its defaults, which are for the pendulum. */
final class SacPresets {

  private SacPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
          "LunarLanderContinuous",
          TUNED,
          "RL Baselines3 Zoo (Raffin, 2020), sac.yml, but for narrower layers",
          500_000,
          1,
          "network.hidden=256,256",
          "replay.capacity=500000",
          "replay.warmup=10000",
          "replay.batch=256",
          "rate.from=7.3e-4",
          "rate.to=0",
          "rate.fraction=1",
          "follow=0.01"),
    };
  }
}
