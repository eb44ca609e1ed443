package org.palaestra.agents.control;

import java.util.List;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;

/** Target networks that follow slowly (Lillicrap et al., 2016): θ⁻ ← (1 − τ) θ⁻ + τ θ. */
final class Following {

  private Following() {}

  static void follow(Parameters target, Parameters online, double tau) {
    float step = (float) tau;
    List<Parameter> to = target.all();
    List<Parameter> from = online.all();
    for (int i = 0; i < to.size(); i++) {
      float[] slow = to.get(i).value();
      float[] fast = from.get(i).value();
      int size = to.get(i).size();
      for (int j = 0; j < size; j++) {
        slow[j] += step * (fast[j] - slow[j]);
      }
    }
  }

  /** Says whether gradients of these are wanted; a frozen network passes them through only. */
  static void freeze(Parameters weights, boolean frozen) {
    List<Parameter> all = weights.all();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).frozen(frozen);
    }
  }
}
