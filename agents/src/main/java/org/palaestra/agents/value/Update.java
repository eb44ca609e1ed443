package org.palaestra.agents.value;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.PastEpisode;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;

/** One update, again and again: what is drawn, what it should be worth, and how wrong that was. */
interface Update {

  /** Draws from the memory. */
  void draw(RandomGenerator random, long step);

  /** Sets the targets, with the {@link #bootstrapping} graph. */
  void bootstrap();

  /** The graph of the targets. */
  Graph bootstrapping();

  /** The graph of the loss. */
  Graph learning();

  /** What is lowered, one number of the {@link #learning} graph. */
  Tensor loss();

  /** The episodes of what was drawn. */
  Set<PastEpisode> episodes();

  /** Takes note of the errors, and tells them. */
  void learned(MetricSink metrics);
}
