package org.palaestra.agents.value;

import org.palaestra.nn.Operation;
import org.palaestra.nn.Tensor;

/** The Z numbers of the action that was taken: {@code [B, A · Z]} to {@code [B, Z]}. */
final class TakenAtoms implements Operation {

  private final Tensor x;
  private final int[] taken;
  private final Tensor y;
  private final int atoms;

  private TakenAtoms(Tensor x, int[] taken, Tensor y, int atoms) {
    this.x = x;
    this.taken = taken;
    this.y = y;
    this.atoms = atoms;
  }

  /**
   * Adds it to the graph of {@code x}.
   *
   * @param taken {@code [B]} actions; read at each forward pass
   */
  static Tensor of(Tensor x, int[] taken, int atoms) {
    Tensor y = x.graph().result(x.differentiable(), taken.length, atoms);
    x.graph().add(new TakenAtoms(x, taken, y, atoms));
    return y;
  }

  private int from(int row) {
    return row * x.extent(1) + taken[row] * atoms;
  }

  @Override
  public void forward() {
    for (int row = 0; row < taken.length; row++) {
      System.arraycopy(x.value(), from(row), y.value(), row * atoms, atoms);
    }
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      for (int row = 0; row < taken.length; row++) {
        int from = from(row);
        for (int z = 0; z < atoms; z++) {
          x.gradient()[from + z] += y.gradient()[row * atoms + z];
        }
      }
    }
  }
}
