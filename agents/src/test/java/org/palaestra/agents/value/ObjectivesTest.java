package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/**
 * Targets and losses of a batch of three, worked out by hand. Networks have no layer but the head,
 * whose weights are 0, so that its biases are the values everywhere.
 */
final class ObjectivesTest {

  private final Task task =
      new Task(Contexts.of(Box.of(-1, 1, 1), new Discrete(2), 1000, Map.of()));
  private final Batch batch = new Batch(task, 3);

  /**
   * The first looks one step ahead (γ = 1/2), the second two and is where action 1 alone is
   * allowed, the third terminated.
   */
  ObjectivesTest() {
    System.arraycopy(new float[] {1, 2, 3}, 0, batch.drawn.rewards, 0, 3);
    System.arraycopy(new float[] {0.5f, 0.25f, 0}, 0, batch.drawn.discounts, 0, 3);
    System.arraycopy(new int[] {0, 1, 0}, 0, batch.drawn.indices, 0, 3);
  }

  private QNetwork network(int atoms, java.util.function.UnaryOperator<Tensor> mean, float... b) {
    QNetwork network =
        new QNetwork(
            task,
            BodySettings.of(),
            LinearLayers.PLAIN,
            QNetwork.linear(LinearLayers.PLAIN, 2 * atoms),
            mean);
    network.weights().all().get(0).set(new float[2 * atoms]);
    network.weights().all().get(1).set(b);
    return network;
  }

  private QNetwork plain(float first, float second) {
    return network(1, java.util.function.UnaryOperator.identity(), first, second);
  }

  private void compute(Objective objective) {
    batch.encode();
    batch.bootstrapping.forward();
    objective.bootstrap();
    batch.learning.forward();
  }

  private static void assertErrors(Objective objective, double... errors) {
    for (int i = 0; i < errors.length; i++) {
      assertThat(objective.error(i)).as("row %d", i).isCloseTo(errors[i], within(1e-5));
    }
  }

  /**
   * Online (3, 5), target (20, 8). DQN takes the target's own maximum, 20: y = 1 + 10, 2 + 5, 3,
   * and δ = y − 3, y − 5, y − 3.
   */
  @Test
  void dqnTakesTheGreatestValueOfTheTargetNetwork() {
    Objective dqn = Dqn.objective(plain(3, 5), plain(20, 8), batch, Learning.Loss.SQUARED);
    compute(dqn);
    assertErrors(dqn, 8, 2, 0);
    assertThat(dqn.losses().value()).startsWith(64, 4, 0);
  }

  /** Double DQN lets the online network choose, action 1, which the target values at 8. */
  @Test
  void doubleDqnTakesTheTargetsValueOfTheOnlineChoice() {
    Objective dqn = DoubleDqn.objective(plain(3, 5), plain(20, 8), batch, Learning.Loss.SQUARED);
    compute(dqn);
    assertErrors(dqn, 1 + 4 - 3, 2 + 2 - 5, 0);
  }

  /** Where the first action is not allowed in the successors, 8 is the greatest for both. */
  @Test
  void whatIsNotAllowedIsNotChosen() {
    batch.drawn.allowed = new boolean[] {false, true, false, true, false, true};
    Objective dqn = Dqn.objective(plain(3, 5), plain(20, 8), batch, Learning.Loss.SQUARED);
    compute(dqn);
    assertErrors(dqn, 1 + 4 - 3, 2 + 2 - 5, 0);
  }

  /** Huber: 8 − 1/2 and 2 − 1/2. */
  @Test
  void hubersLossIsStraightBeyondOne() {
    Objective dqn = Dqn.objective(plain(3, 5), plain(20, 8), batch, Learning.Loss.HUBER);
    compute(dqn);
    assertThat(dqn.losses().value()).startsWith(7.5f, 1.5f, 0);
  }

  /**
   * Atoms 0 and 4. Target: action 0 surely 4, action 1 surely 0. So m lies at 1 + 2 = 3, 2 + 1 = 3
   * and the reward 3: (1/4, 3/4) for all. Online: action 0 has equal chances, action 1 (1/4, 3/4).
   * The cross-entropies are log 2 and the entropy of m; the divergences log 2 less that, and 0.
   */
  @Test
  void distributionsAreComparedOnTheAtoms() {
    Support support = new Support(new Atoms(2, 0, 4));
    java.util.function.UnaryOperator<Tensor> mean =
        logits -> support.mean(support.probabilities(logits));
    float log3 = (float) Math.log(3);
    QNetwork online = network(2, mean, 0, 0, 0, log3);
    QNetwork target = network(2, mean, -50, 50, 50, -50);
    Tensor pNext = support.probabilities(target.outputs(batch.nextStates));
    Tensor qNext = support.mean(pNext);
    CategoricalErrors errors =
        new CategoricalErrors(online, batch, support, pNext, row -> batch.greedy(qNext, row));
    compute(errors);
    double entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    double divergence = Math.log(2) - entropy;
    assertErrors(errors, divergence, 0, divergence);
    assertThat(errors.losses().value()[0]).isCloseTo((float) Math.log(2), within(1e-5f));
    assertThat(errors.losses().value()[1]).isCloseTo((float) entropy, within(1e-5f));
    assertThat(errors.value(0)).isCloseTo(2, within(1e-5));
    assertThat(errors.value(1)).isCloseTo(3, within(1e-5));
  }

  /**
   * Two quantiles. Target: action 0 (0, 10) has the greater mean than (4, 4): y = (1, 6), (2, 4.5),
   * (3, 3). Online (1, 3) and (2, 2): means 2, 2, 2; errors 1.5, 1.25, 1.
   */
  @Test
  void quantilesAreMovedByRewardAndDiscount() {
    java.util.function.UnaryOperator<Tensor> mean =
        theta -> Functions.rowMeans(Functions.reshape(theta, 3, 2, 2));
    QNetwork online = network(2, mean, 1, 3, 2, 2);
    QNetwork target = network(2, mean, 0, 10, 4, 4);
    Tensor thetaNext = target.outputs(batch.nextStates);
    QuantileErrors errors =
        new QuantileErrors(online, batch, 2, 1, thetaNext, mean.apply(thetaNext));
    compute(errors);
    assertErrors(errors, 1.5, 1.25, 1);
    // Row 2, y = 3 twice: from 1, u = 2, Huber 1.5 · 1/4; from 3 nothing.
    assertThat(errors.losses().value()[2]).isCloseTo(0.375f, within(1e-6f));
  }

  /** w = 1, 1/2, 1/4 and δ² = 64, 4, 0: (64 + 2) / 3. */
  @Test
  void importanceWeighsTheLosses() {
    Objective dqn = Dqn.objective(plain(3, 5), plain(20, 8), batch, Learning.Loss.SQUARED);
    System.arraycopy(new float[] {1, 0.5f, 0.25f}, 0, batch.drawn.weights, 0, 3);
    Graph graph = batch.learning;
    Tensor loss = Functions.mean(Functions.times(dqn.losses(), batch.weights));
    compute(dqn);
    graph.forward();
    assertThat(loss.scalar()).isEqualTo(22);
  }
}
