package org.palaestra.agents.value;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.agents.network.LinearLayers;
import org.palaestra.nn.Layer;
import org.palaestra.nn.Operation;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/**
 * Two streams, the value of the state and the advantage of each action (Wang et al., "Dueling
 * network architectures for deep reinforcement learning", 2016, equation 9), each number of a
 * distribution by itself (Hessel et al., "Rainbow", 2018):
 *
 * <pre>q(a, z) = v(z) + adv(a, z) − mean over a′ of adv(a′, z)</pre>
 */
final class DuelingHead implements Layer {

  private final List<Layer> value = new ArrayList<>();
  private final List<Layer> advantage = new ArrayList<>();
  private final int atoms; // Z

  /**
   * Makes the streams, {@code head.value} and {@code head.advantage}.
   *
   * @param hidden widths of the rectified layers of each
   */
  DuelingHead(
      Parameters weights, LinearLayers kind, int width, int[] hidden, int actions, int atoms) {
    this.atoms = atoms;
    stream(value, weights, kind, "head.value", width, hidden, atoms);
    stream(advantage, weights, kind, "head.advantage", width, hidden, actions * atoms);
  }

  private static void stream(
      List<Layer> layers,
      Parameters weights,
      LinearLayers kind,
      String name,
      int width,
      int[] hidden,
      int outputs) {
    int in = width;
    for (int i = 0; i < hidden.length; i++) {
      layers.add(kind.rectified(weights, name + "." + i, in, hidden[i]));
      in = hidden[i];
    }
    layers.add(kind.linear(weights, name + "." + hidden.length, in, outputs));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor v = x; // [B, Z]
    for (Layer layer : value) {
      v = layer.apply(v);
    }
    Tensor adv = x; // [B, A · Z]
    for (Layer layer : advantage) {
      adv = layer.apply(adv);
    }
    return aggregate(v, adv, atoms);
  }

  /**
   * The sum of both.
   *
   * @param v {@code [B, Z]}
   * @param adv {@code [B, A · Z]}
   * @return {@code [B, A · Z]}
   */
  static Tensor aggregate(Tensor v, Tensor adv, int atoms) {
    Tensor q = v.graph().result(v.differentiable() || adv.differentiable(), adv.shape());
    v.graph().add(new DuelingSum(v, adv, q, atoms));
    return q;
  }

  private static final class DuelingSum implements Operation {

    private final Tensor v;
    private final Tensor adv;
    private final Tensor q;
    private final int rows; // B
    private final int atoms; // Z
    private final int actions; // A
    private final float share; // 1 / A

    DuelingSum(Tensor v, Tensor adv, Tensor q, int atoms) {
      this.v = v;
      this.adv = adv;
      this.q = q;
      this.atoms = atoms;
      rows = v.extent(0);
      actions = adv.extent(1) / atoms;
      share = 1f / actions;
    }

    /** Of the elements of one row and atom, which lie Z apart. */
    private float sum(float[] from, int first) {
      float sum = 0;
      for (int a = 0; a < actions; a++) {
        sum += from[first + a * atoms];
      }
      return sum;
    }

    @Override
    public void forward() {
      for (int row = 0; row < rows; row++) {
        for (int z = 0; z < atoms; z++) {
          int first = row * actions * atoms + z;
          float level = v.value()[row * atoms + z] - share * sum(adv.value(), first);
          for (int a = 0; a < actions; a++) {
            q.value()[first + a * atoms] = level + adv.value()[first + a * atoms];
          }
        }
      }
    }

    /** dv = Σ dq, and each dadv = dq − (Σ dq) / A. */
    @Override
    public void backward() {
      float[] dq = q.gradient();
      for (int row = 0; row < rows; row++) {
        for (int z = 0; z < atoms; z++) {
          int first = row * actions * atoms + z;
          float sum = sum(dq, first);
          if (v.differentiable()) {
            v.gradient()[row * atoms + z] += sum;
          }
          if (adv.differentiable()) {
            for (int a = 0; a < actions; a++) {
              adv.gradient()[first + a * atoms] += dq[first + a * atoms] - share * sum;
            }
          }
        }
      }
    }
  }
}
