package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Agent;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

final class QLearningTest {

  private final RandomStream[] streams = {new RandomStream(1)};
  private final StepBatch before = new StepBatch(1, 1, 0);
  private final StepBatch after = new StepBatch(1, 1, 0);
  private final ActionBatch action = new ActionBatch(new Discrete(2), 1);
  private Agent agent =
      QLearning.definition().create(Contexts.of(new Discrete(3), new Discrete(2), 1000, Map.of()));

  @BeforeEach
  void constantRates() {
    agent =
        QLearning.definition()
            .create(
                Contexts.of(
                    new Discrete(3),
                    new Discrete(2),
                    1000,
                    Map.of(
                        "discount", "0.9",
                        "learningRate.from", "0.5",
                        "learningRate.to", "0.5",
                        "initialValue", "2")));
  }

  private void observe(int s, int a, double reward, int next, boolean ends, boolean cut) {
    before.observations[0] = s;
    action.indices[0] = a;
    after.successors[0] = next;
    after.rewards[0] = reward;
    after.terminated[0] = ends;
    after.truncated[0] = cut;
    agent.observe(before, action, after);
  }

  private float[] values(int state) {
    StepBatch now = new StepBatch(1, 1, 0);
    now.observations[0] = state;
    var actor = agent.target().actor(1);
    actor.act(now, new ActionBatch(new Discrete(2), 1), streams);
    float[] values = new float[2];
    ((Explains) actor)
        .explain(
            0,
            new Explains.Explanation() {
              @Override
              public void actionValues(float[] q) {
                System.arraycopy(q, 0, values, 0, 2);
              }

              @Override
              public void probabilities(float[] probabilities) {}

              @Override
              public void stateValue(double value) {}
            });
    return values;
  }

  @Test
  void anUpdateMovesHalfwayToTheTarget() {
    // Q(0, 1) = 2 + 0.5 (1 + 0.9 · 2 − 2) = 2.4
    observe(0, 1, 1, 1, false, false);
    assertThat(values(0)[1]).isCloseTo(2.4f, within(1e-6f));
    assertThat(values(0)[0]).isEqualTo(2);
  }

  @Test
  void aTerminatedStepHasNoFuture() {
    // Q(0, 1) = 2 + 0.5 (1 − 2) = 1.5
    observe(0, 1, 1, 1, true, false);
    assertThat(values(0)[1]).isCloseTo(1.5f, within(1e-6f));
  }

  @Test
  void aTruncatedStepHasAFuture() {
    observe(0, 1, 1, 1, false, true);
    assertThat(values(0)[1]).isCloseTo(2.4f, within(1e-6f));
  }

  @Test
  void theTargetPolicyIsFrozen() {
    var frozen = agent.target().actor(1);
    observe(0, 1, 100, 1, false, false);
    StepBatch now = new StepBatch(1, 1, 0);
    frozen.act(now, action, streams);
    assertThat(action.indices[0]).as("both were worth 2 when it was made").isZero();
    agent.target().actor(1).act(now, action, streams);
    assertThat(action.indices[0]).isEqualTo(1);
  }

  @Test
  void aForbiddenActionIsNeitherTakenNorHopedFor() {
    StepBatch masked = new StepBatch(1, 1, 2);
    masked.successors[0] = 1;
    masked.rewards[0] = 0;
    masked.successorAllowed[0] = true;
    observe(1, 1, 100, 2, true, false);
    assertThat(values(1)[1]).isEqualTo(51);
    before.observations[0] = 0;
    action.indices[0] = 0;
    agent.observe(before, action, masked);
    // Only action 0 is allowed next, worth 2: 2 + 0.5 (0.9 · 2 − 2) = 1.9
    assertThat(values(0)[0]).isCloseTo(1.9f, within(1e-6f));
    StepBatch now = new StepBatch(1, 1, 2);
    now.observations[0] = 1;
    now.allowed[0] = true;
    for (int i = 0; i < 50; i++) {
      agent.behaviour().act(now, action, streams);
      assertThat(action.indices[0]).isZero();
    }
  }
}
