package org.palaestra.app.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.Settings;

/** Seeded mutants of several agents are each named rightly. */
final class DiagnosisTest {

  static final Agents AGENTS = Agents.load(Plugins.none());

  /** Small networks learn probes in less time. */
  static final Map<String, String> SMALL =
      Map.of(
          "network.hidden", "16",
          "network.body.hidden", "16",
          "network.memory", "16",
          "streams.hidden", "16");

  private static final Diagnosis.Listener SILENT =
      new Diagnosis.Listener() {
        @Override
        public void progress(Probe probe, int trial, double part) {}

        @Override
        public void examined(Examination examination) {}
      };

  static List<Finding> findings(
      AgentDefinition<?> definition, long steps, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    settings.putAll(more);
    Diagnosis diagnosis = new Diagnosis(definition, settings, 1, steps, "auto", SILENT);
    diagnosis.run();
    return diagnosis.findings();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_BOOTSTRAP_MASK, dqn",
    "NO_BOOTSTRAP_MASK, ppo",
    "NO_BOOTSTRAP_MASK, q-learning",
    "NO_BOOTSTRAP_MASK, sac",
    "TRUNCATION_AS_TERMINATION, q-learning",
    "TRUNCATION_AS_TERMINATION, a2c",
    "NO_BOOTSTRAP, dqn",
    "SWAPPED_ACTIONS, dqn",
    "SWAPPED_ACTIONS, q-learning",
    "SWAPPED_ACTIONS, ppo",
    "SWAPPED_ACTIONS, td3",
    "REVERSED_ADVANTAGE, ppo",
    "REVERSED_ADVANTAGE, actor-critic",
    "MEMORY_NOT_RESET, drqn"
  })
  void mutantsAreNamed(Mutants.Kind kind, String agent) {
    assertNamed(kind, agent);
  }

  @Tag("learning")
  @ParameterizedTest
  @CsvSource({
    "NO_BOOTSTRAP_MASK, a2c",
    "NO_BOOTSTRAP_MASK, actor-critic",
    "NO_BOOTSTRAP_MASK, reinforce",
    "NO_BOOTSTRAP_MASK, c51",
    "NO_BOOTSTRAP_MASK, rainbow",
    "NO_BOOTSTRAP_MASK, pqn",
    "NO_BOOTSTRAP_MASK, drqn",
    "NO_BOOTSTRAP_MASK, sarsa-lambda",
    "NO_BOOTSTRAP_MASK, td-0",
    "NO_BOOTSTRAP_MASK, td3",
    "TRUNCATION_AS_TERMINATION, dqn",
    "TRUNCATION_AS_TERMINATION, rainbow",
    "TRUNCATION_AS_TERMINATION, n-step-td",
    "TRUNCATION_AS_TERMINATION, ppo",
    "TRUNCATION_AS_TERMINATION, reinforce",
    "TRUNCATION_AS_TERMINATION, sac",
    "NO_BOOTSTRAP, qr-dqn",
    "NO_BOOTSTRAP, c51",
    "NO_BOOTSTRAP, q-learning",
    "NO_BOOTSTRAP, td3",
    "SWAPPED_ACTIONS, sarsa",
    "SWAPPED_ACTIONS, drqn",
    "SWAPPED_ACTIONS, pqn",
    "SWAPPED_ACTIONS, a2c",
    "SWAPPED_ACTIONS, actor-critic",
    "SWAPPED_ACTIONS, ddpg",
    "SWAPPED_ACTIONS, sac",
    "REVERSED_ADVANTAGE, a2c",
    "REVERSED_ADVANTAGE, reinforce",
    "REVERSED_ADVANTAGE, td3"
  })
  void furtherMutantsAreNamed(Mutants.Kind kind, String agent) {
    assertNamed(kind, agent);
  }

  private static void assertNamed(Mutants.Kind kind, String agent) {
    List<Finding> findings = findings(Mutants.of(AGENTS.find(agent), kind), 1000, Map.of());
    assertThat(findings)
        .as("%s", findings)
        .extracting(Finding::fault)
        .containsExactly(Fault.valueOf(kind.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "dqn, targetEvery=1000000000",
    "qr-dqn, targetEvery=1000000000",
    "ddpg, follow=0.000000001"
  })
  void aStaleTargetNetworkIsNamed(String agent, String setting) {
    assertStale(agent, setting);
  }

  @Tag("learning")
  @ParameterizedTest
  @CsvSource({
    "c51, targetEvery=1000000000",
    "double-dqn, targetEvery=1000000000",
    "dueling-dqn, targetEvery=1000000000",
    "qr-dqn, targetEvery=1000000000",
    "rainbow, targetEvery=1000000000",
    "drqn, targetEvery=1000000000",
    "td3, follow=0.000000001"
  })
  void furtherStaleTargetNetworksAreNamed(String agent, String setting) {
    assertStale(agent, setting);
  }

  private static void assertStale(String agent, String setting) {
    List<Finding> findings = findings(AGENTS.find(agent), 1000, Settings.parse(List.of(setting)));
    assertThat(findings)
        .as("%s", findings)
        .extracting(Finding::fault)
        .containsExactly(Fault.STALE_TARGET);
  }

  @ParameterizedTest
  @CsvSource({
    "REVERSED, REVERSED_ADVANTAGE",
    "SHIFTED, SWAPPED_ACTIONS",
    "DEAF, VALUE_NOT_LEARNED",
    "THROWS, FAILS"
  })
  void flawsOfAPluginAreNamed(TinyActorCritic.Flaw flaw, Fault fault) {
    assertThat(findings(TinyActorCritic.definition(flaw), 3000, Map.of()))
        .extracting(Finding::fault)
        .containsExactly(fault);
  }

  /** Trainings on each probe by number, of which the end was told. */
  private static Map<Probe, Set<Integer>> told(Mutants.Kind kind, String agent, String settings) {
    Map<Probe, Set<Integer>> told = new EnumMap<>(Probe.class);
    Diagnosis.Listener listener =
        new Diagnosis.Listener() {
          @Override
          public void progress(Probe probe, int trial, double part) {
            if (part >= 1) {
              told.computeIfAbsent(probe, any -> new TreeSet<>()).add(trial);
            }
          }

          @Override
          public void examined(Examination examination) {}
        };
    Diagnosis diagnosis =
        new Diagnosis(
            Mutants.of(AGENTS.find(agent), kind),
            Settings.parse(List.of(settings.split(" "))),
            1,
            500,
            "auto",
            listener);
    diagnosis.run();
    diagnosis.findings();
    return told;
  }

  /** Three on the probe, and one of long episodes or eight with seeds of their own. */
  @Test
  void trainingsThatTellWhatIsBrokenTellHowFarTheyAre() {
    String small = "network.hidden=16";
    assertThat(told(Mutants.Kind.NO_BOOTSTRAP, "dqn", small).get(Probe.DELAY))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(told(Mutants.Kind.TRUNCATION_AS_TERMINATION, "q-learning", "initialValue=0"))
        .containsEntry(Probe.TRUNCATION, Set.of(1, 2, 3, 4));
    assertThat(told(Mutants.Kind.REVERSED_ADVANTAGE, "ppo", small).get(Probe.ACTION)).contains(4);
  }

  /** The mean of 400 quantiles begins near 0: that it stayed there is no sign of anything. */
  @Test
  void noTrainingIsMadeThatCannotTellAnything() {
    String many = "network.hidden=16 quantiles.count=400 replay.batch=2";
    assertThat(told(Mutants.Kind.NO_BOOTSTRAP, "qr-dqn", many).get(Probe.DELAY))
        .containsExactly(1, 2, 3);
  }

  @Test
  void aHealthyPluginIsNotAccused() {
    assertThat(findings(TinyActorCritic.definition(TinyActorCritic.Flaw.NONE), 3000, Map.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"q-learning", "dqn", "ppo", "td3", "recurrent-ppo"})
  void healthyAgentsAreNotAccused(String agent) {
    assertThat(findings(AGENTS.find(agent), 1000, Map.of())).isEmpty();
  }

  static Stream<String> everyAgent() {
    return AGENTS.all().stream().map(each -> each.definition().id());
  }

  /** With the settings that anybody gets. */
  @Tag("learning")
  @ParameterizedTest
  @MethodSource("everyAgent")
  void noHealthyAgentIsAccused(String agent) {
    Diagnosis diagnosis = new Diagnosis(AGENTS.find(agent), Map.of(), 2, 3000, "auto", SILENT);
    assertThat(diagnosis.run())
        .hasSize(Probe.values().length)
        .noneMatch(each -> each.outcome() == Examination.Outcome.FAILED);
    assertThat(diagnosis.findings()).isEmpty();
  }
}
