package org.palaestra.nn;

/**
 * Functions without parameters, to be imported statically, so that a model reads like its
 * equations. Two tensors that meet element by element have the same shape.
 */
public final class Functions {

  private Functions() {}

  /** max(x, 0). */
  public static Tensor relu(Tensor x) {
    return add(x, new Pointwise.Relu(x, like(x)));
  }

  /** 1 / (1 + exp(−x)). */
  public static Tensor sigmoid(Tensor x) {
    return add(x, new Pointwise.Sigmoid(x, like(x)));
  }

  /** tanh(x). */
  public static Tensor tanh(Tensor x) {
    return add(x, new Pointwise.Tanh(x, like(x)));
  }

  /** exp(x). */
  public static Tensor exp(Tensor x) {
    return add(x, new Pointwise.Exp(x, like(x)));
  }

  /** x². */
  public static Tensor square(Tensor x) {
    return add(x, new Pointwise.Square(x, like(x)));
  }

  /** factor · x + shift. */
  public static Tensor affine(Tensor x, double factor, double shift) {
    return add(x, new Pointwise.Affine(x, like(x), (float) factor, (float) shift));
  }

  /** a + b. */
  public static Tensor plus(Tensor a, Tensor b) {
    return add(a, new Pairwise.Sum(a, b, like(a, b), 1));
  }

  /** a − b. */
  public static Tensor minus(Tensor a, Tensor b) {
    return add(a, new Pairwise.Sum(a, b, like(a, b), -1));
  }

  /** a · b, element by element. */
  public static Tensor times(Tensor a, Tensor b) {
    return add(a, new Pairwise.Product(a, b, like(a, b)));
  }

  /** The sum of all elements, a tensor of one. */
  public static Tensor sum(Tensor x) {
    return add(x, new Reduction(x, x.graph().result(x.differentiable()), 1));
  }

  /** The mean of all elements, a tensor of one. */
  public static Tensor mean(Tensor x) {
    return add(x, new Reduction(x, x.graph().result(x.differentiable()), 1.0 / x.size()));
  }

  /**
   * One element of each row, such as the value of the action that was taken.
   *
   * @param x {@code [rows, n]}
   * @param index {@code [rows]} which element, from 0 to n − 1; read at each forward pass
   * @return {@code [rows]}
   */
  public static Tensor pick(Tensor x, int[] index) {
    if (x.rank() != 2 || index.length != x.extent(0)) {
      throw new IllegalArgumentException(
          "pick takes an index for each row of a matrix, got %s and %d indices"
              .formatted(x, index.length));
    }
    return add(x, new Pick(x, index, x.graph().result(x.differentiable(), index.length)));
  }

  /** The same elements in another shape, without a copy. */
  public static Tensor reshape(Tensor x, int... shape) {
    if (Tensor.size(shape) != x.size()) {
      throw new IllegalArgumentException(
          "%s has %d elements, which shape %s does not"
              .formatted(x, x.size(), java.util.Arrays.toString(shape)));
    }
    return new Tensor(x, shape);
  }

  /**
   * Tensors one behind the other.
   *
   * @param axis along which; negative axes count from the end. All other extents are equal
   */
  public static Tensor concat(int axis, Tensor... xs) {
    Concatenation all = Concatenation.of(axis, xs);
    return add(xs[0], all);
  }

  /**
   * A range of a tensor.
   *
   * @param axis along which; negative axes count from the end
   * @param from the first element
   * @param to behind the last element
   */
  public static Tensor slice(Tensor x, int axis, int from, int to) {
    return add(x, Slice.of(x, axis, from, to));
  }

  /**
   * Matrix product.
   *
   * @param a {@code [..., m, k]}
   * @param b {@code [k, n]} for all, or one for each with the leading extents of {@code a}
   * @return {@code [..., m, n]}
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    return add(a, MatrixProduct.of(a, b));
  }

  private static Tensor like(Tensor x) {
    return x.graph().result(x.differentiable(), x.shape());
  }

  private static Tensor like(Tensor a, Tensor b) {
    if (!java.util.Arrays.equals(a.shape(), b.shape())) {
      throw new IllegalArgumentException("%s and %s do not have the same shape".formatted(a, b));
    }
    return a.graph().result(a.differentiable() || b.differentiable(), a.shape());
  }

  private static Tensor add(Tensor x, OperationWithOutput operation) {
    x.graph().add(operation);
    return operation.output();
  }
}
