package org.palaestra.nn;

/** One element of each row. */
final class Pick implements OperationWithOutput {

  private final Tensor x;
  private final int[] index;
  private final Tensor y;
  private final int width;

  Pick(Tensor x, int[] index, Tensor y) {
    this.x = x;
    this.index = index;
    this.y = y;
    width = x.extent(1);
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    for (int row = 0; row < index.length; row++) {
      if (index[row] < 0 || index[row] >= width) {
        throw new IndexOutOfBoundsException(
            "row %d picks %d of %d elements".formatted(row, index[row], width));
      }
      y.value()[row] = x.value()[row * width + index[row]];
    }
  }

  @Override
  public void backward() {
    if (x.differentiable()) {
      for (int row = 0; row < index.length; row++) {
        x.gradient()[row * width + index[row]] += y.gradient()[row];
      }
    }
  }
}
