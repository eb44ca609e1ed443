package org.palaestra.nn;

import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015), as PyTorch computes it.
 */
public final class Adam implements Stateful {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final Kernels kernels;
  private final float epsilon;
  private final float[] m;
  private final float[] v;
  private long updates;

  /**
   * With moments of 0.
   *
   * @param parameters how many parameters there are, a multiple of {@link Kernels#LANES}
   * @param epsilon added to the root of the second moment; 1e-8 in the paper
   */
  public Adam(Kernels kernels, int parameters, double epsilon) {
    this.kernels = kernels;
    this.epsilon = (float) epsilon;
    m = new float[parameters];
    v = new float[parameters];
  }

  /** Moves {@code parameters} against {@code gradients}. */
  public void step(float[] parameters, float[] gradients, double learningRate) {
    updates++;
    double correction1 = 1 - StrictMath.pow(BETA1, (double) updates);
    double correction2 = 1 - StrictMath.pow(BETA2, (double) updates);
    kernels.adam(
        m.length,
        parameters,
        gradients,
        m,
        v,
        (float) BETA1,
        (float) BETA2,
        (float) (learningRate / correction1),
        (float) (1 / Math.sqrt(correction2)),
        epsilon);
  }

  @Override
  public void save(StateWriter out) {
    out.floats("m", m);
    out.floats("v", v);
    out.integer("updates", updates);
  }

  @Override
  public void restore(StateReader in) {
    in.floats("m", m);
    in.floats("v", v);
    updates = in.integer("updates");
  }
}
