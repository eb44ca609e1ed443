package org.palaestra.agents.policy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.distribution.Categorical;

/** One of n actions a row. */
final class DiscreteActions implements ActionDistribution {

  /** Added to the logit of what may not be done: its probability is 0, its gradient too. */
  private static final float FORBIDDEN = -1e9f;

  private final Tensor forbidden; // [rows, n] 0 or FORBIDDEN
  private final Categorical categorical;
  private final int n;
  private final int[] indices;

  DiscreteActions(Tensor forbidden, Categorical categorical) {
    this.forbidden = forbidden;
    this.categorical = categorical;
    n = forbidden.extent(1);
    indices = new int[forbidden.extent(0)];
  }

  @Override
  public void allow(int row, boolean[] allowed, int offset) {
    if (allowed.length > 0) {
      for (int i = 0; i < n; i++) {
        forbidden.value()[row * n + i] = allowed[offset + i] ? 0 : FORBIDDEN;
      }
    }
  }

  @Override
  public void sample(RandomGenerator[] streams, float[] choices) {
    try {
      categorical.sample(streams, indices);
    } catch (IllegalStateException e) { // it says so of probabilities that are no numbers
      throw (DivergenceException)
          new DivergenceException("what the policy would do is lost: " + e.getMessage())
              .initCause(e);
    }
    write(choices);
  }

  @Override
  public void mode(float[] choices) {
    categorical.mode(indices);
    write(choices);
  }

  private void write(float[] choices) {
    for (int row = 0; row < indices.length; row++) {
      choices[row] = indices[row];
    }
  }

  @Override
  public float logProbability(int row, float[] choices) {
    return categorical.logProbabilities().value()[row * n + (int) choices[row]];
  }

  @Override
  public boolean possible(float[] choices, int offset) {
    float choice = choices[offset];
    return choice >= 0 && choice < n && choice == (int) choice;
  }

  @Override
  public void ask(int row, float[] choices, int offset) {
    indices[row] = (int) choices[offset];
  }

  @Override
  public Tensor logProb() {
    return categorical.logProb(indices);
  }

  @Override
  public Tensor entropy() {
    return categorical.entropy();
  }

  @Override
  public void send(float[] choices, ActionBatch out) {
    for (int row = 0; row < indices.length; row++) {
      out.indices[row] = (int) choices[row];
    }
  }

  @Override
  public void explain(int row, Explains.Explanation out) {
    out.probabilities(
        Arrays.copyOfRange(categorical.probabilities().value(), row * n, (row + 1) * n));
  }
}
