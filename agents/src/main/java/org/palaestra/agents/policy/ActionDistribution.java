package org.palaestra.agents.policy;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.nn.Tensor;

/**
 * The distributions over actions that a graph computes, one a row. What is done is kept as {@code
 * width} floats a row, called choices: an index, or numbers before they are scaled to the space.
 */
interface ActionDistribution {

  /** Says which actions a row may take, before the graph runs; {@code allowed} empty for all. */
  void allow(int row, boolean[] allowed, int offset);

  /** Draws, after the graph has run. */
  void sample(RandomGenerator[] streams, float[] choices);

  /** The most probable, after the graph has run. */
  void mode(float[] choices);

  /** log π of a choice in its row, after the graph has run. */
  float logProbability(int row, float[] choices);

  /** Whether it can be chosen at all. */
  boolean possible(float[] choices, int offset);

  /** Says what a row is asked about in {@link #logProb}, before the graph runs. */
  void ask(int row, float[] choices, int offset);

  /** {@code [rows]} log π of what was asked about; to be called once, while the graph is built. */
  Tensor logProb();

  /** {@code [rows]} in nats; to be called once, while the graph is built. */
  Tensor entropy();

  /** Turns choices into actions in the space's own units. */
  void send(float[] choices, ActionBatch out);

  /** Tells a viewer what a row looks like. */
  void explain(int row, Explains.Explanation out);
}
