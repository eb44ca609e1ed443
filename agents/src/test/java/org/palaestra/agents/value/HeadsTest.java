package org.palaestra.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.square;

import org.junit.jupiter.api.Test;
import org.palaestra.agents.Slopes;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.KernelChoice;

/** What stands behind the body: streams, atoms, quantiles. */
final class HeadsTest {

  private final Graph graph = new Graph(KernelChoice.of("scalar", 1));

  private Tensor given(int[] shape, float... values) {
    Tensor tensor = graph.variable(shape);
    tensor.set(values);
    return tensor;
  }

  /** V = 10 and advantages 1, 2, 6 of mean 3: Q = 8, 9, 13. */
  @Test
  void valueAndAdvantagesLessTheirMeanAddUp() {
    Tensor v = given(new int[] {2, 1}, 10, -1);
    Tensor adv = given(new int[] {2, 3}, 1, 2, 6, 0, 0, 0);
    Tensor q = DuelingHead.aggregate(v, adv, 1);
    graph.forward();
    assertThat(java.util.Arrays.copyOf(q.value(), 6)).containsExactly(8, 9, 13, -1, -1, -1);
  }

  /** Two atoms: v = (10, 20), action 0 (1, 2), action 1 (3, 8); means (2, 5). */
  @Test
  void eachAtomHasItsOwnMean() {
    Tensor v = given(new int[] {1, 2}, 10, 20);
    Tensor adv = given(new int[] {1, 4}, 1, 2, 3, 8);
    Tensor q = DuelingHead.aggregate(v, adv, 2);
    graph.forward();
    assertThat(java.util.Arrays.copyOf(q.value(), 4)).containsExactly(9, 17, 11, 23);
    Tensor loss = mean(square(q));
    graph.forward();
    graph.backward(loss);
    for (Tensor x : new Tensor[] {v, adv}) {
      Slopes.check(
          x.toString(),
          x.value(),
          x.gradient().clone(),
          x.size(),
          () -> {
            graph.forward();
            return loss.scalar();
          });
    }
  }

  @Test
  void theAtomsOfTheActionTakenAreCutOut() {
    Tensor x = given(new int[] {2, 6}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    int[] taken = {2, 0};
    Tensor y = TakenAtoms.of(x, taken, 2);
    Tensor loss = mean(square(y));
    graph.forward();
    assertThat(java.util.Arrays.copyOf(y.value(), 4)).containsExactly(5, 6, 7, 8);
    graph.backward(loss);
    assertThat(java.util.Arrays.copyOf(x.gradient(), 12))
        .containsExactly(0, 0, 0, 0, 2.5f, 3, 3.5f, 4, 0, 0, 0, 0);
  }

  private static float[] project(float reward, float discount, float... p) {
    float[] m = {9, 9, 9, 9, 9};
    new Support(new Atoms(3, -1, 1)).project(p, 0, reward, discount, m, 1);
    assertThat(m[0]).isEqualTo(9);
    assertThat(m[4]).isEqualTo(9);
    return new float[] {m[1], m[2], m[3]};
  }

  /**
   * Atoms −1, 0, 1 with probabilities 0.2, 0.3, 0.5; r = 0.25, γ = 1/2. They move to −0.25, 0.25,
   * 0.75: a quarter of the first goes to −1 and the rest to 0; of the second a quarter to 1, of the
   * third three quarters.
   */
  @Test
  void movedAtomsAreSharedOutBetweenTheirNeighbours() {
    float[] m = project(0.25f, 0.5f, 0.2f, 0.3f, 0.5f);
    assertThat(m[0]).isCloseTo(0.05f, within(1e-6f));
    assertThat(m[1]).isCloseTo(0.15f + 0.225f + 0.125f, within(1e-6f));
    assertThat(m[2]).isCloseTo(0.075f + 0.375f, within(1e-6f));
  }

  /** Where the episode terminated all of it lies at r = −0.5, between −1 and 0. */
  @Test
  void terminationPutsAllAtTheReward() {
    assertThat(project(-0.5f, 0, 0.2f, 0.3f, 0.5f)).containsExactly(0.5f, 0.5f, 0);
  }

  /** r = 5 and −5 lie beyond the ends; 0 and 1 on atoms. */
  @Test
  void beyondTheEndsItGoesToTheEnd() {
    assertThat(project(5, 1, 0.25f, 0.25f, 0.5f)).containsExactly(0, 0, 1);
    assertThat(project(-5, 1, 0.25f, 0.25f, 0.5f)).containsExactly(1, 0, 0);
    assertThat(project(0, 1, 0.25f, 0.25f, 0.5f)).containsExactly(0.25f, 0.25f, 0.5f);
    assertThat(project(1, 1, 0.25f, 0.25f, 0.5f)).containsExactly(0, 0.25f, 0.75f);
    assertThat(project(1, 0, 0.25f, 0.25f, 0.5f)).containsExactly(0, 0, 1);
  }

  /**
   * Logits of equal chances have the mean of the atoms, 2; log 3 for the first 3/5 of (1, 2, 3).
   */
  @Test
  void expectedValuesAreThoseOfTheAtoms() {
    Support support = new Support(new Atoms(3, 1, 3));
    Tensor logits = given(new int[] {1, 6}, 0, 0, 0, (float) Math.log(3), 0, 0);
    Tensor q = support.mean(support.probabilities(logits));
    graph.forward();
    assertThat(q.shape()).containsExactly(1, 2);
    assertThat(q.value()[0]).isCloseTo(2, within(1e-5f));
    assertThat(q.value()[1]).isCloseTo((3 * 1 + 2 + 3) / 5f, within(1e-5f));
  }

  /**
   * θ = (0, 1), y = (0.5, 3), κ = 1, τ̂ = (1/4, 3/4). From θ(0): u = 0.5 and 3, Huber 0.125 and
   * 2.5, times 1/4: 0.65625. From θ(1): u = −0.5 and 2, Huber 0.125 and 1.5, times 1/4 (u is
   * negative) and 3/4: 1.15625. The sum by 2 is 0.90625.
   */
  @Test
  void quantilesAreHeldToBothSidesByTheirShare() {
    Tensor theta = given(new int[] {1, 2}, 0, 1);
    Tensor y = graph.input(1, 2);
    y.set(0.5f, 3);
    Tensor losses = QuantileLoss.of(theta, y, 1);
    Tensor loss = mean(losses);
    graph.forward();
    assertThat(loss.scalar()).isCloseTo(0.90625f, within(1e-6f));
    graph.backward(loss);
    // −(1/4 · 0.5 + 1/4 · 1) / 2 and −(1/4 · −0.5 + 3/4 · 1) / 2
    assertThat(theta.gradient()[0]).isCloseTo(-0.1875f, within(1e-6f));
    assertThat(theta.gradient()[1]).isCloseTo(-0.3125f, within(1e-6f));
  }

  /** Descent on samples of 1 to 8 ends at their quantiles of 1/4 and 3/4, up to κ. */
  @Test
  void theLossIsLeastAtTheQuantiles() {
    Tensor theta = given(new int[] {8, 2}, new float[16]);
    Tensor y = graph.input(8, 2);
    for (int i = 0; i < 8; i++) {
      y.value()[2 * i] = i + 1;
      y.value()[2 * i + 1] = i + 1;
    }
    Tensor loss = mean(QuantileLoss.of(theta, y, 0.01));
    float[] quantiles = {4, 4};
    for (int step = 0; step < 4000; step++) {
      for (int i = 0; i < 16; i++) {
        theta.value()[i] = quantiles[i % 2];
      }
      graph.forward();
      graph.backward(loss);
      for (int i = 0; i < 16; i++) {
        quantiles[i % 2] -= 20 * theta.gradient()[i];
      }
    }
    assertThat(quantiles[0]).isBetween(1.9f, 3.1f);
    assertThat(quantiles[1]).isBetween(5.9f, 7.1f);
  }
}
