package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Preset;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.settings.Settings;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Every preset of every agent can be trained with, and is what the environment gets by default. */
final class PresetsTest {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());
  private static final Agents AGENTS = Agents.load(Plugins.none());

  static Stream<AgentDefinition<?>> agents() {
    return AGENTS.all().stream()
        .<AgentDefinition<?>>map(Agents.Registered::definition)
        .filter(definition -> !definition.presets().isEmpty());
  }

  @Test
  void everyAgentWithSettingsTellsWhereItsDefaultsComeFrom() {
    assertThat(AGENTS.all())
        .hasSizeGreaterThan(50)
        .map(Agents.Registered::definition)
        .filteredOn(agent -> agent.defaults().getClass().getRecordComponents().length > 0)
        .allSatisfy(agent -> assertThat(agent.origin()).as(agent.id()).isPresent());
    assertThat(AGENTS.find("dqn").origin().orElseThrow().source()).startsWith("CleanRL's");
    Session.Outcome shown = Session.plain("agents", "show", "qr-dqn");
    assertThat(shown.output())
        .contains("defaults (untuned)", "source  as dqn, with 50 quantiles and the paper's κ");
  }

  @ParameterizedTest
  @MethodSource("agents")
  void presetsFitTheirAgentAndEnvironments(AgentDefinition<?> agent) {
    Set<String> taken = new HashSet<>();
    for (Preset preset : agent.presets()) {
      assertThat(preset.source()).isNotBlank();
      for (String name : preset.environments()) {
        assertThat(taken.add(name)).as("one preset for %s", name).isTrue();
        EnvironmentDefinition<?> environment = environment(name);
        assertThat(agent.presetFor(environment.id())).contains(preset);
        TrainingPlan plan =
            new TrainingPlan(
                environment.spec(),
                agent.id(),
                Settings.flatten(agent.settings(Optional.of(preset), Map.of())),
                1,
                preset.steps(),
                preset.copies(),
                "scalar");
        assertThat(agent.needs().apply(Trainer.context(plan, ENVIRONMENTS, 1))).isEmpty();
      }
    }
  }

  private static EnvironmentDefinition<?> environment(String name) {
    List<EnvironmentDefinition<?>> found =
        ENVIRONMENTS.all().stream()
            .<EnvironmentDefinition<?>>map(Environments.Registered::definition)
            .filter(definition -> definition.id().name().equals(name))
            .toList();
    assertThat(found).as("environments with the name %s", name).hasSize(1);
    return found.get(0);
  }

  @Test
  void changesGoBeforeThePresetAndThePresetBeforeTheDefaults() {
    AgentDefinition<?> dqn = AGENTS.find("dqn");
    Map<String, String> settings =
        Settings.flatten(
            dqn.settings(dqn.preset("MountainCar"), Map.of("targetEvery", "7", "discount", "1")));
    assertThat(settings)
        .containsEntry("targetEvery", "7")
        .containsEntry("discount", "1.0")
        .containsEntry("learning.every", "2")
        .containsEntry("exploration.from", "1.0");
  }

  @Test
  void aSlipInTheNameSuggestsTheNearest() {
    AgentDefinition<?> dqn = AGENTS.find("dqn");
    assertThatThrownBy(() -> dqn.preset("MountinCar"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("unknown preset of dqn \"MountinCar\"; did you mean MountainCar?");
    assertThat(dqn.preset("defaults")).isEmpty();
    assertThat(dqn.presetFor(EnvironmentId.parse("CartPole-v1"))).isEmpty();
  }
}
