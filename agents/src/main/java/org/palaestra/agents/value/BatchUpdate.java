package org.palaestra.agents.value;

import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.times;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.PastEpisode;
import org.palaestra.agents.replay.PrioritisedSampling;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.agents.replay.Sampling;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** An update from single transitions, each looking n steps ahead. */
final class BatchUpdate implements Update {

  private final ReplayMemory memory;
  private final Sampling sampling;
  private final Batch batch;
  private final Objective objective;
  private final int n;
  private final double gamma;
  private final boolean weighted;
  private final float[] errors; // [B]
  private final Tensor loss;

  BatchUpdate(
      ReplayMemory memory,
      Sampling sampling,
      Batch batch,
      Objective objective,
      int n,
      double gamma) {
    this.memory = memory;
    this.sampling = sampling;
    this.batch = batch;
    this.objective = objective;
    this.n = n;
    this.gamma = gamma;
    errors = new float[batch.size];
    Tensor losses = objective.losses();
    weighted = sampling instanceof PrioritisedSampling;
    loss = mean(weighted ? times(losses, batch.weights) : losses);
  }

  @Override
  public void draw(RandomGenerator random, long step) {
    sampling.draw(random, step, batch.drawn);
    memory.read(batch.drawn, n, gamma);
    batch.encode();
  }

  @Override
  public void bootstrap() {
    batch.bootstrapping.forward();
    objective.bootstrap();
  }

  @Override
  public Graph bootstrapping() {
    return batch.bootstrapping;
  }

  @Override
  public Graph learning() {
    return batch.learning;
  }

  @Override
  public Tensor loss() {
    return loss;
  }

  @Override
  public Set<PastEpisode> episodes() {
    return memory.episodes(batch.drawn);
  }

  @Override
  public void learned(MetricSink metrics) {
    double values = 0;
    double sum = 0;
    for (int i = 0; i < batch.size; i++) {
      values += objective.value(i);
      errors[i] = (float) Math.abs(objective.error(i));
      sum += errors[i];
    }
    if (weighted) {
      sampling.learned(batch.drawn, errors);
    }
    metrics.record("q/mean", values / batch.size);
    metrics.record("td-error/mean", sum / batch.size);
  }
}
