package org.palaestra.nn;

import java.util.List;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015), as PyTorch has it. */
public final class Adam implements Optimiser {

  private final Kernels kernels;
  private final List<Parameter> parameters;
  private final double beta1;
  private final double beta2;
  private final float epsilon;
  private final float[][] m;
  private final float[][] v;
  private long updates;

  /** With the paper's β₁ = 0.9 and β₂ = 0.999. */
  public Adam(Kernels kernels, Parameters parameters, double epsilon) {
    this(kernels, parameters, 0.9, 0.999, epsilon);
  }

  /**
   * With moments of 0.
   *
   * @param beta1 decay of the mean, from 0 to 1
   * @param beta2 decay of the mean square, from 0 to 1
   * @param epsilon added to the root of the mean square; 1e-8 in the paper
   */
  public Adam(Kernels kernels, Parameters parameters, double beta1, double beta2, double epsilon) {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "the betas must be in [0, 1), got %s and %s".formatted(beta1, beta2));
    }
    this.kernels = kernels;
    this.parameters = List.copyOf(parameters.all());
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = (float) epsilon;
    m = new float[this.parameters.size()][];
    v = new float[this.parameters.size()][];
    for (int i = 0; i < m.length; i++) {
      m[i] = Kernels.buffer(this.parameters.get(i).size());
      v[i] = Kernels.buffer(this.parameters.get(i).size());
    }
  }

  /** How many steps were taken. */
  public long updates() {
    return updates;
  }

  @Override
  public void step(double learningRate) {
    count();
    move(learningRate / correction1(), 1 / Math.sqrt(correction2()), epsilon);
  }

  /** Begins a step. */
  void count() {
    updates++;
  }

  /**
   * What the mean is to be divided by: it began with 0. Of the betas as the kernels have them: 1 -
   * 0.999f is off by 13 millionths, and the means that it makes, divided by what is off as much,
   * are not.
   */
  double correction1() {
    return 1 - power((float) beta1, updates);
  }

  /** What the mean square is to be divided by. */
  double correction2() {
    return 1 - power((float) beta2, updates);
  }

  /** Brings the moments up to date and moves by {@code stepSize} · m / (√v · scale + ε). */
  void move(double stepSize, double scale, double epsilon) {
    for (int i = 0; i < m.length; i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        kernels.adam(
            parameter.size(),
            parameter.value(),
            parameter.gradient(),
            m[i],
            v[i],
            (float) beta1,
            (float) beta2,
            (float) stepSize,
            (float) scale,
            (float) epsilon);
      }
    }
  }

  /** The mean gradient of each parameter, as it lies in memory. */
  float[] mean(int parameter) {
    return m[parameter];
  }

  /** By repeated squaring, since {@link StrictMath#pow} allocates where it is not inlined. */
  static double power(double base, long exponent) {
    double power = 1;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      power = (rest & 1) == 1 ? power * base : power;
      base *= base;
    }
    return power;
  }

  @Override
  public void save(StateWriter out) {
    for (int i = 0; i < m.length; i++) {
      Parameter parameter = parameters.get(i);
      out.floats("m/" + parameter.name(), parameter.toShape(m[i]), parameter.shape());
      out.floats("v/" + parameter.name(), parameter.toShape(v[i]), parameter.shape());
    }
    out.integer("updates", updates);
  }

  @Override
  public void restore(StateReader in) {
    for (int i = 0; i < m.length; i++) {
      Parameter parameter = parameters.get(i);
      float[] values = new float[parameter.size()];
      in.floats("m/" + parameter.name(), values);
      parameter.toMemory(values, m[i]);
      in.floats("v/" + parameter.name(), values);
      parameter.toMemory(values, v[i]);
    }
    updates = in.integer("updates");
  }
}
