package org.palaestra.nn;

import java.util.List;

/**
 * A learned vector for each of {@code count} symbols: whole numbers {@code [...]} from 0 to {@code
 * count − 1}, written as floats as discrete observations are, to {@code [..., width]}. Parameter
 * {@code NAME.weight [count, width]}, first standard normal.
 */
public final class Embedding implements Layer {

  private final int count;
  private final int width;
  private final Parameter weight;

  /** Vectors of {@code width} numbers. */
  public Embedding(Parameters parameters, String name, int count, int width) {
    this.count = count;
    this.width = width;
    weight = parameters.add(name + ".weight", Embedding::normal, count, width);
  }

  private static void normal(float[] values, java.util.random.RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  /**
   * Looks each symbol up. A forward pass throws {@link IndexOutOfBoundsException} for what is no
   * symbol.
   */
  @Override
  public Tensor apply(Tensor symbols) {
    int[] shape = java.util.Arrays.copyOf(symbols.shape(), symbols.rank() + 1);
    shape[symbols.rank()] = width;
    Tensor y = symbols.graph().result(true, shape);
    symbols.graph().add(new Lookup(symbols, y));
    return y;
  }

  private final class Lookup implements Operation {

    private final Tensor symbols;
    private final Tensor y;

    Lookup(Tensor symbols, Tensor y) {
      this.symbols = symbols;
      this.y = y;
    }

    @Override
    public String name() {
      return "embedding " + weight.layer();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }

    @Override
    public void forward() {
      for (int i = 0; i < symbols.size(); i++) {
        float symbol = symbols.value()[i];
        if (!(symbol >= 0 && symbol < count) || symbol != (int) symbol) {
          throw new IndexOutOfBoundsException(
              "element %d of %s is %s, which is no symbol of %s"
                  .formatted(i, symbols, symbol, Embedding.this));
        }
        System.arraycopy(weight.value(), ((int) symbol) * width, y.value(), i * width, width);
      }
    }

    @Override
    public void backward() {
      if (weight.frozen()) {
        return;
      }
      float[] dw = weight.gradient();
      float[] dy = y.gradient();
      for (int i = 0; i < symbols.size(); i++) {
        int to = ((int) symbols.value()[i]) * width;
        for (int j = 0; j < width; j++) {
          dw[to + j] += dy[i * width + j];
        }
      }
    }
  }

  @Override
  public String toString() {
    return "embedding of %d symbols to %d".formatted(count, width);
  }
}
