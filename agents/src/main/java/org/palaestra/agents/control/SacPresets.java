package org.palaestra.agents.control;

import static org.palaestra.agent.Preset.Tuning.UNTUNED;

import org.palaestra.agent.Preset;

/** Settings of {@link Sac} beside its defaults, which are for the pendulum. */
final class SacPresets {

  private SacPresets() {}

  static Preset[] all() {
    return new Preset[] {
      Preset.of(
          "LunarLanderContinuous",
          UNTUNED,
          "RL Baselines3 Zoo (Raffin, 2020), sac.yml, LunarLanderContinuous-v3, not marked as tuned"
              + " there, but layers of 256 for 400 and 300, and a memory of all 500,000 steps for"
              + " one of 1,000,000",
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
