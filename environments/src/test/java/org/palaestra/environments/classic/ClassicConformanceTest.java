package org.palaestra.environments.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Restorable;
import org.palaestra.environments.ReferenceData;
import org.palaestra.environments.Registered;
import org.palaestra.random.RandomStream;

class ClassicConformanceTest {

  private static final Offset<Double> TOLERANCE = within(1e-6);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CartPole-v1",
        "MountainCar-v0",
        "MountainCarContinuous-v0",
        "Acrobot-v1",
        "Pendulum-v1"
      })
  void everyRecordedTransitionIsReproduced(String id) {
    List<JsonNode> lines = ReferenceData.lines("gymnasium/" + id + ".jsonl.gz");
    assertThat(lines.get(0).get("environment").asText()).isEqualTo(id);
    assertThat(lines).hasSizeGreaterThan(100);
    Environment environment = Registered.environment(id);
    for (int i = 1; i < lines.size(); i++) {
      check(environment, lines.get(i), id + " line " + (i + 1));
    }
  }

  private static void check(Environment environment, JsonNode line, String place) {
    Restorable restorable = environment.ability(Restorable.class).orElseThrow();
    double[] state = numbers(line.get("state"));
    restorable.restore(state, state.length);
    double reward = act(environment, line.get("action"));
    assertThat(reward).as("%s: reward", place).isCloseTo(line.get("reward").asDouble(), TOLERANCE);
    assertThat(environment.terminated())
        .as("%s: terminated", place)
        .isEqualTo(line.get("terminated").asBoolean());
    double[] next = new double[restorable.stateSize()];
    assertThat(restorable.save(next)).isEqualTo(next.length);
    assertThat(next)
        .as("%s: state", place)
        .containsExactly(numbers(line.get("next_state")), TOLERANCE);
    float[] observation = new float[environment.observationSpace().size()];
    environment.observe(observation, 0);
    double[] expected = numbers(line.get("observation"));
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) observation[i])
          .as("%s: observation %s", place, i)
          .isCloseTo(expected[i], TOLERANCE);
    }
  }

  private static double act(Environment environment, JsonNode action) {
    RandomStream random = new RandomStream(0);
    if (environment instanceof DiscreteEnvironment discrete) {
      return discrete.step(action.asInt(), random);
    }
    float[] values = {(float) action.get(0).asDouble()};
    return ((ContinuousEnvironment) environment).step(values, 0, random);
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}
