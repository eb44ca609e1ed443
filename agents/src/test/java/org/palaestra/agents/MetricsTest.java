package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** What each agent that learns tells of its updates, under the names that people look for. */
final class MetricsTest {

  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("network.hidden", "8"),
          Map.entry("network.body.hidden", "8"),
          Map.entry("network.memory", "4"),
          Map.entry("replay.capacity", "100"),
          Map.entry("replay.warmup", "16"),
          Map.entry("replay.batch", "8"),
          Map.entry("replay.length", "4"),
          Map.entry("learning.minibatches", "1"), // recurrent ones divide copies, and there is one
          Map.entry("interval", "8"),
          Map.entry("rollout", "8"));

  private static final String VALUES = "loss/td q/mean td-error/mean exploration/epsilon";
  private static final String ROLLOUT =
      "loss/policy loss/value policy/entropy value/explained-variance";
  private static final String PPO = " policy/kl policy/clip-fraction learning-rate";
  private static final String CRITIC = "loss/critic loss/actor q/mean td-error/mean";

  @ParameterizedTest
  @CsvSource({
    "dqn, " + VALUES,
    "dqn-without-replay, " + VALUES,
    "double-dqn, " + VALUES,
    "dueling-dqn, " + VALUES,
    "prioritised-dqn, " + VALUES,
    "c51, " + VALUES,
    "qr-dqn, " + VALUES,
    "drqn, " + VALUES,
    "pqn, " + VALUES + " learning-rate",
    "noisy-dqn, loss/td q/mean td-error/mean",
    "rainbow, loss/td q/mean td-error/mean",
    "reinforce, " + ROLLOUT,
    "a2c, " + ROLLOUT,
    "recurrent-a2c, " + ROLLOUT,
    "ppo, " + ROLLOUT + PPO,
    "recurrent-ppo, " + ROLLOUT + PPO,
    "actor-critic, td-error/squared policy/entropy",
    "ddpg, " + CRITIC,
    "td3, " + CRITIC,
    "sac, " + CRITIC + " policy/entropy policy/temperature"
  })
  void updatesAreTold(String id, String names) {
    Space actions = names.startsWith("loss/critic") ? Box.of(-1, 1, 1) : new Discrete(2);
    Map<String, Double> metrics = metrics(id, Box.of(-1, 1, 1), actions);
    assertThat(metrics.keySet()).contains(names.split(" "));
    assertThat(metrics.values()).allMatch(Double::isFinite);
    if (metrics.containsKey("td-error/mean")) {
      assertThat(metrics.get("td-error/mean")).isPositive();
    }
  }

  /** Not before the step that it names, and then at once or by the next that is due. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dqn",
        "rainbow",
        "drqn",
        "pqn",
        "a2c",
        "recurrent-a2c",
        "ppo",
        "recurrent-ppo",
        "ddpg",
        "td3",
        "sac"
      })
  void noUpdateComesBeforeTheFirst(String id) {
    boolean continuous = Set.of("ddpg", "td3", "sac").contains(id);
    Space actions = continuous ? Box.of(-1, 1, 1) : new Discrete(2);
    long first = agent(id, Box.of(-1, 1, 1), actions).firstUpdate();
    assertThat(first).isBetween(8L, 17L);
    assertThat(updates(metrics(id, Box.of(-1, 1, 1), actions, (int) first - 1))).isEmpty();
    assertThat(updates(metrics(id, Box.of(-1, 1, 1), actions, (int) first + 16))).isNotEmpty();
  }

  private static List<String> updates(Map<String, Double> metrics) {
    return metrics.keySet().stream().filter(name -> name.startsWith("loss/")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "monte-carlo-prediction, td-error/squared",
    "td-0, td-error/squared",
    "n-step-td, td-error/squared",
    "td-lambda, td-error/squared",
    "monte-carlo, td-error/squared exploration/epsilon",
    "sarsa, td-error/squared exploration/epsilon",
    "expected-sarsa, td-error/squared exploration/epsilon",
    "n-step-sarsa, td-error/squared exploration/epsilon",
    "sarsa-lambda, td-error/squared exploration/epsilon",
    "q-learning, td-error/squared exploration/epsilon",
    "double-q-learning, td-error/squared exploration/epsilon",
    "dyna-q, td-error/squared exploration/epsilon",
    "dyna-q-plus, td-error/squared exploration/epsilon",
    "certainty-equivalence, model/known residual exploration/epsilon"
  })
  void updatesOfTablesAreTold(String id, String names) {
    assertTold(id, new Discrete(4), names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear-n-step-sarsa", "linear-sarsa-lambda"})
  void updatesOfTilesAreTold(String id) {
    assertTold(id, Box.of(-1, 1, 1), "td-error/squared exploration/epsilon");
  }

  private static void assertTold(String id, Space observations, String names) {
    Map<String, Double> metrics = metrics(id, observations, new Discrete(2));
    assertThat(metrics.keySet()).contains(names.split(" "));
    assertThat(metrics.values()).allMatch(Double::isFinite);
  }

  /** The last value of each metric after episodes of four steps through four states. */
  private static Agent agent(String id, Space observations, Space actions) {
    AgentDefinition<?> definition =
        new BuiltInAgents()
            .agents().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    return definition.create(Contexts.of(observations, actions, 1000, settings));
  }

  private static Map<String, Double> metrics(String id, Space observations, Space actions) {
    return metrics(id, observations, actions, 60);
  }

  private static Map<String, Double> metrics(
      String id, Space observations, Space actions, int steps) {
    Agent agent = agent(id, observations, actions);
    float unit = observations instanceof Discrete ? 1 : 0.25f;
    Map<String, Double> metrics = new TreeMap<>();
    RandomGenerator[] streams = {new RandomStream(1)};
    ActionBatch taken = new ActionBatch(actions, 1);
    StepBatch before = new StepBatch(1, 1, 0);
    before.starts[0] = true;
    for (int step = 1; step <= steps; step++) {
      agent.behaviour().act(before, taken, streams);
      StepBatch after = new StepBatch(1, 1, 0);
      after.terminated[0] = step % 4 == 0;
      after.starts[0] = step % 4 == 0;
      after.successors[0] = step % 4 * unit;
      after.observations[0] = step % 4 * unit;
      after.rewards[0] = step % 3;
      agent.observe(before, taken, after);
      agent.learn(metrics::put);
      before = after;
    }
    return metrics;
  }
}
