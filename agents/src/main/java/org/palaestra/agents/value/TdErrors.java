package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.pick;

import org.palaestra.nn.Tensor;

/**
 * The temporal-difference error of each transition, squared or as Huber has it.
 *
 * <pre>y = R + γⁿ V(s′), or R where s′ terminated
 * δ = y − Q(s, a; θ)</pre>
 */
final class TdErrors implements Objective {

  /** V(s′) of a transition whose successor has a future. */
  @FunctionalInterface
  interface Future {
    float of(int row);
  }

  private final Batch batch;
  private final Future future;
  private final Tensor q; // [B] of the actions that were taken
  private final Tensor y; // [B] what they should be worth
  private final Tensor losses; // [B]

  TdErrors(QNetwork online, Batch batch, Learning.Loss loss, Future future) {
    this.batch = batch;
    this.future = future;
    y = batch.learning.input(batch.size);
    q = pick(online.values(batch.states), batch.drawn.indices);
    losses = loss.of(q, y);
  }

  @Override
  public void bootstrap() {
    for (int i = 0; i < batch.size; i++) {
      float later = batch.hasFuture(i) ? batch.drawn.discounts[i] * future.of(i) : 0;
      y.value()[i] = batch.drawn.rewards[i] + later;
    }
  }

  @Override
  public Tensor losses() {
    return losses;
  }

  @Override
  public double error(int row) {
    return y.value()[row] - q.value()[row];
  }

  @Override
  public double value(int row) {
    return q.value()[row];
  }
}
