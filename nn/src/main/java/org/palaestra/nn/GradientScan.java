package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;
import org.palaestra.nn.kernel.Kernels;

/**
 * Finds out whether all gradients are finite, for a small part of what an update costs: a sum is
 * not finite if any of its numbers is not, and sums are what the kernels are fast at. Allocates
 * nothing after it is made, and serves one thread at a time.
 */
public final class GradientScan {

  /** So wide that the sums do not wait for each other. */
  private static final int WIDE = 1024;

  private static final int NARROW = 32;

  private final Kernels kernels;
  private final List<Parameter> parameters;
  private final float[] wide = Kernels.buffer(WIDE);
  private final float[] narrow = Kernels.buffer(NARROW);

  /** Of all parameters that there are by now. */
  public GradientScan(Kernels kernels, Parameters parameters) {
    this.kernels = kernels;
    this.parameters = List.copyOf(parameters.all());
  }

  /** Whether no gradient holds a NaN or an infinite number. Those of frozen parameters are 0. */
  public boolean finite() {
    Arrays.fill(wide, 0);
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      float[] gradient = parameter.gradient();
      int rows = parameter.size() / WIDE;
      kernels.sumRows(rows, WIDE, gradient, wide, 0);
      for (int i = rows * WIDE; i < parameter.size(); i++) {
        wide[i - rows * WIDE] += gradient[i];
      }
    }
    Arrays.fill(narrow, 0);
    kernels.sumRows(WIDE / NARROW, NARROW, wide, narrow, 0);
    float sum = 0;
    for (int i = 0; i < NARROW; i++) {
      sum += narrow[i];
    }
    return Float.isFinite(sum) || eachIsFinite();
  }

  /** A sum of finite numbers may overflow. */
  private boolean eachIsFinite() {
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      for (int i = 0; i < parameter.size(); i++) {
        if (!Float.isFinite(parameter.gradient()[i])) {
          return false;
        }
      }
    }
    return true;
  }
}
