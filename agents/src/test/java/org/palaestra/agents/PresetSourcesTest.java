package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Preset;
import org.palaestra.settings.Settings;

/**
 * The numbers that presets and defaults cite, as their sources have them: RL Baselines3 Zoo at
 * 22e3ff2 with what it leaves to Stable-Baselines3 at e05d2db, CleanRL at fe8d8a0, MinAtar at
 * 4241f24 and purejaxql at 47af6d7. Ours are equal but for the keys that are named here, of which
 * the text of the source has to tell.
 */
final class PresetSourcesTest {

  /**
   * @param preset its name, or {@code defaults}
   * @param theirs the source's numbers under our keys, beside them {@code steps} and {@code copies}
   * @param changed which of these are others here
   */
  private record Cited(
      String agent, String preset, Map<String, String> theirs, List<String> changed) {

    AgentDefinition<?> definition() {
      return new BuiltInAgents()
          .agents().stream().filter(one -> one.id().equals(agent)).findFirst().orElseThrow();
    }

    Map<String, String> ours() {
      AgentDefinition<?> definition = definition();
      Optional<Preset> chosen = definition.preset(preset);
      Map<String, String> all =
          new LinkedHashMap<>(Settings.flatten(definition.settings(chosen, Map.of())));
      all.put("steps", "" + chosen.map(Preset::steps).orElse(definition.steps()));
      all.put("copies", "" + chosen.map(Preset::copies).orElse(definition.copies()));
      return all;
    }
  }

  private static Named<Cited> cited(String agent, String preset, String changed, String... theirs) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (String line : theirs) {
      numbers.putAll(Settings.parse(List.of(line.split(" "))));
    }
    return Named.of(
        agent + " " + preset,
        new Cited(
            agent,
            preset,
            numbers,
            Arrays.stream(changed.split(" ")).filter(key -> !key.isEmpty()).toList()));
  }

  /** What the zoo leaves to Stable-Baselines3's PPO, whose value loss is not halved. */
  private static final String SB3_PPO =
      "copies=16 network.hidden=64,64 network.activation=tanh shareBody=false"
          + " learning.rate.from=3e-4 learning.rate.to=3e-4 learning.longestGradient=0.5 loss.clip=0.2"
          + " loss.clipValue=false loss.value=1 normalise.advantages=true discount=0.99 lambda=0.95"
          + " loss.entropy=0 normalise.observations=false normalise.rewards=false";

  private static final String CLEAN_RL_DQN =
      "steps=500000 copies=1 network.hidden=120,84 network.activation=relu learning.rate.from=2.5e-4"
          + " learning.rate.to=2.5e-4 replay.capacity=10000 replay.warmup=10000 replay.batch=128"
          + " learning.every=10 targetEvery=500 exploration.from=1 exploration.to=0.05"
          + " exploration.fraction=0.5 discount=0.99";

  static Stream<Named<Cited>> cited() {
    return Stream.of(
        cited(
            "dqn",
            "MountainCar",
            "learning.every learning.updates learning.rate.to exploration.longest",
            "steps=120000 copies=1 learning.rate.from=4e-3 learning.rate.to=4e-3 replay.batch=128",
            "replay.capacity=10000 replay.warmup=1000 discount=0.98 targetEvery=600",
            "learning.every=16 learning.updates=8 learning.loss=huber network.hidden=256,256",
            "exploration.from=1 exploration.fraction=0.2 exploration.to=0.07 exploration.longest=1"),
        cited(
            "dqn",
            "LunarLander",
            "learning.every learning.updates learning.rate.to replay.warmup",
            "steps=100000 copies=1 learning.rate.from=6.3e-4 learning.rate.to=6.3e-4",
            "replay.batch=128 replay.capacity=50000 replay.warmup=0 discount=0.99 targetEvery=250",
            "learning.every=4 learning.updates=4 learning.loss=huber network.hidden=256,256",
            "exploration.from=1 exploration.fraction=0.12 exploration.to=0.1 exploration.longest=1"),
        cited(
            "dqn",
            "MinAtar",
            "",
            "steps=5000000 copies=1 network.hidden=128 replay.batch=32 replay.capacity=100000",
            "replay.warmup=5000 targetEvery=1000 learning.every=1 learning.updates=1",
            "learning.rate.from=0.00025 learning.rate.to=0.00025 learning.loss=huber discount=0.99",
            "exploration.from=1 exploration.fraction=0.02 exploration.to=0.1 exploration.longest=1"),
        cited(
            "pqn",
            "MinAtar",
            "steps",
            "steps=10000000 copies=128 rollout=32 network.hidden=128 network.activation=norm-relu",
            "exploration.from=1 exploration.to=0.05 exploration.fraction=0.1 learning.minibatches=32",
            "learning.epochs=2 learning.rate.from=0.0005 learning.rate.to=0",
            "learning.longestGradient=10 discount=0.99 lambda=0.65"),
        // Minibatches of 64 steps: 16 · 16 / 64 and so on.
        cited(
            "ppo",
            "MountainCar",
            "learning.epochs loss.value",
            SB3_PPO,
            "steps=1000000 rollout=16 lambda=0.98 learning.epochs=4 learning.minibatches=4",
            "normalise.observations=true normalise.rewards=true"),
        cited(
            "ppo",
            "Acrobot",
            "steps loss.value",
            SB3_PPO,
            "steps=1000000 rollout=256 lambda=0.94 learning.epochs=4 learning.minibatches=64",
            "normalise.observations=true normalise.rewards=true"),
        cited(
            "ppo",
            "Pendulum",
            "loss.value",
            SB3_PPO,
            "steps=100000 copies=4 rollout=1024 discount=0.9 learning.epochs=10",
            "learning.minibatches=64 learning.rate.from=1e-3 learning.rate.to=1e-3"),
        cited(
            "ppo",
            "LunarLander",
            "loss.value",
            SB3_PPO,
            "steps=1000000 rollout=1024 discount=0.999 lambda=0.98 learning.epochs=4",
            "learning.minibatches=256 loss.entropy=0.01"),
        cited(
            "sac",
            "LunarLanderContinuous",
            "network.hidden replay.capacity",
            "steps=500000 copies=1 network.hidden=400,300 replay.capacity=1000000",
            "replay.warmup=10000 replay.batch=256 replay.every=1 rate.from=7.3e-4 rate.to=0",
            "rate.fraction=1 temperature=1 learnTemperature=true follow=0.01 discount=0.99"),
        cited(
            "sac",
            "defaults",
            "network.hidden replay.capacity replay.warmup",
            "steps=20000 copies=1 network.hidden=256,256 replay.capacity=1000000 replay.warmup=100",
            "replay.batch=256 replay.every=1 rate.from=1e-3 rate.to=1e-3 temperature=1",
            "learnTemperature=true follow=0.005 discount=0.99"),
        cited(
            "td3",
            "defaults",
            "network.hidden replay.warmup",
            "steps=20000 copies=1 network.hidden=400,300 replay.capacity=200000",
            "replay.warmup=10000 replay.batch=256 replay.every=1 actorRate.from=1e-3",
            "actorRate.to=1e-3 criticRate.from=1e-3 criticRate.to=1e-3 noise=0.1 follow=0.005",
            "discount=0.98"),
        cited("dqn", "defaults", "", CLEAN_RL_DQN, "learning.updates=1 learning.loss=squared"),
        cited("c51", "defaults", "", CLEAN_RL_DQN, "atoms.count=101 atoms.low=-100 atoms.high=100"),
        cited(
            "pqn",
            "defaults",
            "",
            "steps=500000 copies=4 rollout=128 network.hidden=120,84 network.activation=norm-relu",
            "learning.rate.from=2.5e-4 learning.rate.to=0 learning.rate.fraction=1",
            "learning.minibatches=4 learning.epochs=4 learning.longestGradient=10 discount=0.99",
            "exploration.from=1 exploration.to=0.05 exploration.fraction=0.5 lambda=0.65"),
        cited(
            "ppo",
            "defaults",
            "",
            "steps=500000 copies=4 rollout=128 network.hidden=64,64 network.activation=tanh",
            "shareBody=false learning.rate.from=2.5e-4 learning.rate.to=0 learning.rate.fraction=1",
            "learning.minibatches=4 learning.epochs=4 learning.longestGradient=0.5 discount=0.99",
            "lambda=0.95 loss.clip=0.2 loss.clipValue=true loss.entropy=0.01 loss.value=0.5",
            "normalise.observations=false normalise.rewards=false normalise.advantages=true"),
        cited(
            "a2c",
            "defaults",
            "rate.to",
            "rollout=5 network.hidden=64,64 network.activation=tanh shareBody=false rate.from=7e-4",
            "rate.to=7e-4 longestGradient=0.5 entropy=0 value=0.5 discount=0.99 lambda=1",
            "normalise.observations=false normalise.rewards=false normalise.advantages=false"));
  }

  @ParameterizedTest
  @MethodSource("cited")
  void numbersAreTheSourcesButForThoseThatAreNamed(Cited cited) {
    Map<String, String> ours = cited.ours();
    TreeSet<String> differing = new TreeSet<>();
    cited
        .theirs()
        .forEach(
            (key, value) -> {
              assertThat(ours).containsKey(key);
              if (!same(ours.getOrDefault(key, ""), value)) {
                differing.add(key);
              }
            });
    assertThat(differing).isEqualTo(new TreeSet<>(cited.changed()));
  }

  /** Numbers by their value, words without case. */
  private static boolean same(String ours, String theirs) {
    if (theirs.matches("[-0-9.e]+")) {
      return Double.parseDouble(ours) == Double.parseDouble(theirs);
    }
    return ours.replace('_', '-').replace(" ", "").equalsIgnoreCase(theirs);
  }

  /** Whatever a preset changes is either in its source or one of the things that are said of it. */
  @Test
  void everyPresetThatCitesSomebodyIsCompared() {
    List<String> compared =
        cited().map(named -> named.getPayload().agent + " " + named.getPayload().preset).toList();
    for (AgentDefinition<?> definition : new BuiltInAgents().agents()) {
      for (Preset preset : definition.presets()) {
        boolean own = preset.source().startsWith("our own");
        assertThat(compared.contains(definition.id() + " " + preset.name()))
            .as("%s %s: %s", definition.id(), preset.name(), preset.source())
            .isEqualTo(!own);
      }
    }
    cited()
        .map(Named::getPayload)
        .forEach(
            one ->
                one.definition()
                    .preset(one.preset)
                    .ifPresent(
                        preset -> {
                          TreeSet<String> unknown = new TreeSet<>(preset.settings().keySet());
                          unknown.removeAll(one.theirs.keySet());
                          unknown.removeAll(List.of("exploration.mu", "learning.rate.fraction"));
                          assertThat(unknown).as(one.preset).isEmpty();
                        }));
  }

  /** Of settings that both have, with what the source says of those that differ. */
  @ParameterizedTest
  @CsvSource({
    "n-step-td, td-0, '', ''",
    "td-lambda, td-0, '', ''",
    "n-step-sarsa, sarsa, learningRate.from, a rate from 0.2 for 0.5",
    "sarsa-lambda, sarsa, learningRate.from, a rate from 0.2 for 0.5",
    "dqn-without-replay, dqn, learning.every, learning from each step",
    "double-dqn, dqn, '', ''",
    "dueling-dqn, dqn, network.hidden, the last layer in each stream",
    "prioritised-dqn, dqn, '', ''",
    "noisy-dqn, dqn, '', ''",
    "qr-dqn, dqn, '', ''",
    "rainbow, c51, replay.warmup replay.steps, 'updates from step 1,000 for 10,000'",
    "recurrent-a2c, a2c, rollout, longer rollouts",
    "ddpg, td3, '', ''"
  })
  void defaultsThatAreAsAnotherAgentsDifferInWhatIsSaid(
      String agent, String other, String differing, String said) {
    Map<String, String> ours = defaults(agent);
    Map<String, String> theirs = defaults(other);
    TreeSet<String> found = new TreeSet<>(ours.keySet());
    found.retainAll(theirs.keySet());
    found.removeIf(key -> ours.getOrDefault(key, "").equals(theirs.get(key)));
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(differing.split(" ")).filter(key -> !key.isEmpty()).toList());
    assertThat(definition(agent).origin().orElseThrow().source()).contains(said).contains(other);
  }

  private static AgentDefinition<?> definition(String id) {
    return new BuiltInAgents()
        .agents().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Map<String, String> defaults(String id) {
    return Settings.flatten(definition(id).defaults());
  }
}
