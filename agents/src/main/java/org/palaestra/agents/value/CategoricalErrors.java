package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.logSoftmax;
import static org.palaestra.nn.Functions.rowSums;
import static org.palaestra.nn.Functions.times;

import java.util.function.IntUnaryOperator;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.kernel.Kernels;

/**
 * How far the distribution of returns is from what it should be (Bellemare, Dabney and Munos, "A
 * distributional perspective on reinforcement learning", 2017, algorithm 1).
 *
 * <pre>m = the distribution of R + γⁿ z with z as of (s′, a*; θ⁻), on the atoms
 * L = −Σ m log p(s, a; θ)</pre>
 *
 * <p>The error is the divergence KL(m ‖ p), which is the loss without what no p could lower.
 */
final class CategoricalErrors implements Objective {

  private final Batch batch;
  private final Support support;
  private final Tensor pNext; // [B, A, Z]
  private final IntUnaryOperator choice;
  private final Tensor logP; // [B, Z] of the actions that were taken
  private final Tensor m; // [B, Z]
  private final Tensor losses; // [B]
  private final float[] logM; // [B, Z]
  private final float[] p; // [B, Z]

  /**
   * In the learning graph.
   *
   * @param pNext {@code [B, A, Z]} of the target network in the bootstrapping graph
   * @param choice a* of each row
   */
  CategoricalErrors(
      QNetwork online, Batch batch, Support support, Tensor pNext, IntUnaryOperator choice) {
    this.batch = batch;
    this.support = support;
    this.pNext = pNext;
    this.choice = choice;
    int atoms = support.atoms;
    m = batch.learning.input(batch.size, atoms);
    Tensor logits = online.outputs(batch.states); // [B, A · Z]
    logP = logSoftmax(TakenAtoms.of(logits, batch.drawn.indices, atoms));
    losses = affine(rowSums(times(m, logP)), -1, 0);
    logM = Kernels.buffer(m.size());
    p = Kernels.buffer(m.size());
  }

  @Override
  public void bootstrap() {
    int atoms = support.atoms;
    for (int i = 0; i < batch.size; i++) {
      int best = batch.hasFuture(i) ? choice.applyAsInt(i) : 0;
      support.project(
          pNext.value(),
          (i * batch.task.actions + best) * atoms,
          batch.drawn.rewards[i],
          batch.drawn.discounts[i],
          m.value(),
          i * atoms);
    }
  }

  @Override
  public Tensor losses() {
    return losses;
  }

  @Override
  public double error(int row) {
    if (row == 0) {
      batch.task.kernels.log(m.value(), logM, m.size());
    }
    double divergence = losses.value()[row];
    for (int i = row * support.atoms; i < (row + 1) * support.atoms; i++) {
      if (m.value()[i] > 0) {
        divergence += (double) m.value()[i] * logM[i];
      }
    }
    return Math.max(0, divergence);
  }

  @Override
  public double value(int row) {
    if (row == 0) {
      batch.task.kernels.exp(logP.value(), p, logP.size());
    }
    double sum = 0;
    for (int i = 0; i < support.atoms; i++) {
      sum += (double) p[row * support.atoms + i] * support.value(i);
    }
    return sum;
  }
}
