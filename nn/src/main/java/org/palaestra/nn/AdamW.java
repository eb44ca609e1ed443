package org.palaestra.nn;

import java.util.List;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization",
 * 2019), as PyTorch has it: θ −= η λ θ, and then {@link Adam}'s step. The decay does not pass
 * through the moments, as that of {@link Penalty} does.
 */
public final class AdamW implements Optimiser {

  private final List<Parameter> parameters;
  private final Adam adam;
  private final double decay;

  /**
   * With moments of 0.
   *
   * @param beta1 decay of the mean, from 0 to below 1
   * @param beta2 decay of the mean square, from 0 to below 1
   * @param epsilon added to the root of the mean square
   * @param decay λ, at least 0; PyTorch has 0.01
   */
  public AdamW(
      Kernels kernels,
      Parameters parameters,
      double beta1,
      double beta2,
      double epsilon,
      double decay) {
    this.parameters = List.copyOf(parameters.all());
    adam = new Adam(kernels, parameters, beta1, beta2, epsilon);
    this.decay = Checks.atLeastZero("decay", decay);
  }

  @Override
  public void step(double learningRate) {
    float keep = (float) (1 - learningRate * decay);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        float[] p = parameter.value();
        int size = parameter.size();
        for (int j = 0; j < size; j++) {
          p[j] *= keep;
        }
      }
    }
    adam.step(learningRate);
  }

  @Override
  public void save(StateWriter out) {
    adam.save(out);
  }

  @Override
  public void restore(StateReader in) {
    adam.restore(in);
  }
}
