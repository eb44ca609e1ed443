package org.palaestra.agents.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Chosen;
import org.palaestra.agents.Contexts;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.settings.Settings;
import org.palaestra.space.Box;

/**
 * Updates of DDPG, TD3 and SAC with networks of one layer, whose weights are chosen. One transition
 * is seen again and again: s = 1, a = −1/4 in the units of the networks, r = 3, s′ = −1; γ = 1/2.
 */
final class ControlUpdateTest {

  private static final Box ACTIONS = Box.of(-2, 2, 1);

  /** The networks of which weights are chosen; the optimisers' numbers have the same names. */
  private static final Set<String> NETWORKS =
      Set.of("actor", "critics", "target-actor", "target-critics");

  private final Path folder;
  private final Map<String, float[]> weights = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, Double> metrics = new HashMap<>();

  ControlUpdateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** μ(s) = tanh(atanh ½) = ½ and Q₁(s, a) = 2 s + 4 a + 1. Nothing moves unless a rate is set. */
  @BeforeEach
  void choose() {
    weights.put("actor.head.weight", new float[] {0});
    weights.put("actor.head.bias", new float[] {0.54930615f});
    weights.put("critic-0.head.weight", new float[] {2, 4});
    weights.put("critic-0.head.bias", new float[] {1});
    settings.put("network.hidden", "");
    settings.put("replay.capacity", "1");
    settings.put("replay.warmup", "1");
    settings.put("replay.batch", "1");
    settings.put("replay.every", "1");
    settings.put("discount", "0.5");
    for (String rate : List.of("rate", "actorRate", "criticRate")) {
      settings.put(rate + ".from", "0");
      settings.put(rate + ".to", "0");
    }
  }

  private Agent agent(AgentDefinition<?> definition) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.keySet().retainAll(Settings.flatten(definition.defaults()).keySet());
    Agent agent = definition.create(Contexts.of(Box.of(-1, 1, 1), ACTIONS, 1000, all));
    Map<String, float[]> chosen = new HashMap<>();
    for (String network : NETWORKS) {
      weights.forEach((name, values) -> chosen.put(network + "/" + name, values));
    }
    Chosen.restore(agent, folder.resolve("chosen.safetensors"), chosen, Map.of());
    return agent;
  }

  private void step(Agent agent, boolean terminated) {
    StepBatch before = new StepBatch(1, 1, 0);
    before.observations[0] = 1;
    before.starts[0] = true;
    ActionBatch taken = new ActionBatch(ACTIONS, 1);
    taken.values[0] = -0.5f;
    StepBatch after = new StepBatch(1, 1, 0);
    after.successors[0] = -1;
    after.observations[0] = 1;
    after.rewards[0] = 3;
    after.terminated[0] = terminated;
    after.truncated[0] = !terminated;
    after.starts[0] = true;
    agent.observe(before, taken, after);
    agent.learn(metrics::put);
  }

  /** The last value, NaN before the first. */
  private double told(String metric) {
    return metrics.getOrDefault(metric, Double.NaN);
  }

  private void assertTold(String metric, double value) {
    assertThat(told(metric)).as(metric).isCloseTo(value, within(1e-4));
  }

  /**
   * Q(s, a) = 2 and Q(s′, μ(s′)) = 1, so that y = 3.5, or 3 where s′ terminated. The gradients of
   * (Q − y)² by the weights of s, a and 1 have the signs −, + and −: Adam's first step moves each
   * by the whole rate, to 2.1, 3.9 and 1.1. The actor is judged by that, Q(s, ½) = 5.15.
   */
  @ParameterizedTest
  @CsvSource({"false, 3.5", "true, 3"})
  void ddpgUpdatesTheCriticAndThenAsksItAboutTheActor(boolean terminated, double y)
      throws Exception {
    settings.put("criticRate.from", "0.1");
    settings.put("criticRate.to", "0.1");
    step(agent(Ddpg.definition()), terminated);
    assertTold("q/mean", 2);
    assertTold("td-error/mean", y - 2);
    assertTold("loss/critic", (y - 2) * (y - 2));
    assertTold("loss/actor", -5.15);
  }

  /**
   * Q₂ = Q₁ − 2 is the lower one: y = 3 + ½ (−2 + 4 a′ + 1 − 2) = 1.5 + 2 a′ for a noisy a′. The
   * errors are y − 2 and y − 0, so that their squares tell y. The noise on μ(s′) = ½ has deviation
   * 0.2 and is cut to ±½; the actor is updated every second time.
   */
  @Test
  void td3TakesTheLowerValueOfANoisyAction() throws Exception {
    weights.put("critic-1.head.weight", new float[] {2, 4});
    weights.put("critic-1.head.bias", new float[] {-1});
    Agent agent = agent(Td3.definition());
    double sum = 0;
    double squares = 0;
    double most = 0;
    int count = 2000;
    for (int i = 0; i < count; i++) {
      step(agent, false);
      assertThat(metrics.containsKey("loss/actor")).isEqualTo(i % 2 == 1);
      double error = told("td-error/mean");
      double y = 1 + (told("loss/critic") - 2 * error * error) / 4;
      double noise = (y - 1.5) / 2 - 0.5;
      sum += noise;
      squares += noise * noise;
      most = Math.max(most, Math.abs(noise));
      if (i % 2 == 1) {
        assertTold("loss/actor", -5);
        metrics.remove("loss/actor");
      }
    }
    assertThat(sum / count).isCloseTo(0, within(0.02));
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.2, within(0.02));
    assertThat(most).isCloseTo(0.5, within(0.0001));
    step(agent, true);
    assertTold("loss/critic", 1 + 9);
  }

  private void chooseForSac() {
    weights.put("actor.mean.weight", new float[] {0});
    weights.put("actor.mean.bias", new float[] {0});
    weights.put("actor.log_std.weight", new float[] {0});
    weights.put("actor.log_std.bias", new float[] {0});
    weights.put("critic-0.head.weight", new float[] {0, 4});
    weights.put("critic-0.head.bias", new float[] {0});
    weights.put("critic-1.head.weight", new float[] {0, 4});
    weights.put("critic-1.head.bias", new float[] {2});
    settings.put("learnTemperature", "false");
  }

  /** log π(tanh u) = log N(u; 0, 1) − log(1 − tanh² u). */
  private static double logProb(double a) {
    double u = 0.5 * Math.log((1 + a) / (1 - a));
    return -u * u / 2 - Math.log(2 * Math.PI) / 2 - Math.log(1 - a * a);
  }

  /**
   * The lower value is 4 a, of the action taken −1: y = 3 + ½ (4 a′ − α log π(a′)), and the first
   * error is y + 1. With next to no temperature that tells which a′ was drawn; another agent draws
   * the same, and its temperature of 1 adds the entropy's part. The actor's loss is α log π(a) − 4
   * a.
   */
  @Test
  void sacAddsTheEntropyOfTheNextAction() throws Exception {
    chooseForSac();
    settings.put("temperature", "1e-30");
    Agent cold = agent(Sac.definition());
    settings.put("temperature", "1");
    Agent warm = agent(Sac.definition());
    List<Double> actions = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      step(cold, false);
      double a = (told("td-error/mean") - 4) / 2;
      step(warm, false);
      double y = told("td-error/mean") - 1;
      assertThat(y).isCloseTo(3 + 0.5 * (4 * a - logProb(a)), within(0.01));
      assertTold("loss/critic", (y + 1) * (y + 1) + (y - 1) * (y - 1));
      double logPi = -told("policy/entropy");
      double own = (logPi - told("loss/actor")) / 4;
      assertThat(logPi).isCloseTo(logProb(own), within(0.01));
      actions.add(a);
    }
    assertThat(actions).doesNotHaveDuplicates();
    step(warm, true);
    assertTold("td-error/mean", 4);
  }
}
