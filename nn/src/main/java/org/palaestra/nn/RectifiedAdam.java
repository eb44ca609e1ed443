package org.palaestra.nn;

import java.util.List;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Adam whose first steps are held back for as long as the mean square is known from few gradients
 * (Liu et al., "On the variance of the adaptive learning rate and beyond", 2020: RAdam), as PyTorch
 * has it.
 */
public final class RectifiedAdam implements Optimiser {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** The longest that the mean square can reach back, ρ∞. */
  private static final double LONGEST = 2 / (1 - BETA2) - 1;

  private final List<Parameter> parameters;
  private final Adam adam;
  private final double epsilon;

  /**
   * With moments of 0, β₁ = 0.9 and β₂ = 0.999.
   *
   * @param epsilon added to the root of the mean square, before that is corrected
   */
  public RectifiedAdam(Kernels kernels, Parameters parameters, double epsilon) {
    this.parameters = List.copyOf(parameters.all());
    this.epsilon = epsilon;
    adam = new Adam(kernels, parameters, BETA1, BETA2, epsilon);
  }

  /** How many steps were taken. */
  public long updates() {
    return adam.updates();
  }

  @Override
  public void step(double learningRate) {
    adam.count();
    double rate = learningRate / adam.correction1();
    double length = length(adam.updates());
    if (length <= 5) {
      adam.move(0, 1, 1);
      follow((float) rate);
      return;
    }
    double rectified =
        Math.sqrt((length - 4) * (length - 2) * LONGEST / ((LONGEST - 4) * (LONGEST - 2) * length));
    double scale = 1 / Math.sqrt(adam.correction2());
    adam.move(rate * rectified, scale, epsilon * scale);
  }

  /** How far the mean square reaches back after t steps, ρ_t. */
  private static double length(long t) {
    double power = Adam.power(BETA2, t);
    return LONGEST - 2 * t * power / (1 - power);
  }

  /** The mean alone, without the mean square. */
  private void follow(float rate) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        float[] p = parameter.value();
        float[] m = adam.mean(i);
        int size = parameter.size();
        for (int j = 0; j < size; j++) {
          p[j] -= rate * m[j];
        }
      }
    }
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
