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

  /** x where it is above 0, slope · x elsewhere (Maas et al., 2013); PyTorch's slope is 0.01. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return add(x, new Activation.LeakyRelu(x, like(x), (float) slope));
  }

  /** log(1 + exp(x)). */
  public static Tensor softplus(Tensor x) {
    return add(x, new Activation.Softplus(x, like(x)));
  }

  /** x where it is above 0, alpha · (exp(x) − 1) elsewhere (Clevert et al., 2016). */
  public static Tensor elu(Tensor x, double alpha) {
    return add(x, new Activation.Elu(x, like(x), (float) alpha));
  }

  /** x Φ(x), Φ being the normal distribution (Hendrycks and Gimpel, 2016), in its exact form. */
  public static Tensor gelu(Tensor x) {
    return add(x, new Activation.Gelu(x, like(x)));
  }

  /** x / (1 + exp(−x)), also known as swish (Elfwing et al., 2018). */
  public static Tensor silu(Tensor x) {
    return add(x, new Activation.Silu(x, like(x)));
  }

  /** exp(x) / Σ exp(x), the sum running over the last axis. */
  public static Tensor softmax(Tensor x) {
    return add(x, new Softmax(x, like(x), false));
  }

  /**
   * log softmax(x) over the last axis, right where softmax itself would be 0. An element of
   * negative infinity takes no part: its probability is 0.
   */
  public static Tensor logSoftmax(Tensor x) {
    return add(x, new Softmax(x, like(x), true));
  }

  /** log(x); negative infinity at 0, NaN below. */
  public static Tensor log(Tensor x) {
    return add(x, new Elementary.Log(x, like(x)));
  }

  /** √x; its slope at 0 is infinite. */
  public static Tensor sqrt(Tensor x) {
    return add(x, new Elementary.SquareRoot(x, like(x)));
  }

  /** |x|, with a slope of 0 at 0. */
  public static Tensor abs(Tensor x) {
    return add(x, new Elementary.Absolute(x, like(x)));
  }

  /** x brought into the range from low to high; beyond it the gradient is 0. */
  public static Tensor clip(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip needs low at most high, got %s and %s".formatted(low, high));
    }
    return add(x, new Elementary.Clip(x, like(x), (float) low, (float) high));
  }

  /**
   * −Σ p log p over the last axis: {@code [..., n]} to {@code [...]}. Where p is 0, p log p is,
   * too.
   *
   * @param logProbabilities log p, as {@link #logSoftmax} gives it
   */
  public static Tensor entropy(Tensor logProbabilities) {
    Tensor negative = withoutLast(logProbabilities);
    Tensor sums = add(negative, new ExpectedLog(logProbabilities, logProbabilities, negative));
    return affine(sums, -1, 0);
  }

  /**
   * A parameter as a value of the graph, such as a deviation that does not depend on the input.
   *
   * @param parameter one that lies in memory as in PyTorch
   */
  public static Tensor learned(Graph graph, Parameter parameter) {
    if (parameter.permuted()) {
      throw new IllegalArgumentException(parameter + " lies in memory in another order");
    }
    Tensor y = graph.result(true, parameter.shape());
    return add(y, new Learned(parameter, y));
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
    return add(a, new Pairwise.Sum(a, b, like("plus", a, b), 1));
  }

  /** a − b. */
  public static Tensor minus(Tensor a, Tensor b) {
    return add(a, new Pairwise.Sum(a, b, like("minus", a, b), -1));
  }

  /** a · b, element by element. */
  public static Tensor times(Tensor a, Tensor b) {
    return add(a, new Pairwise.Product(a, b, like("times", a, b)));
  }

  /** a / b, element by element. */
  public static Tensor dividedBy(Tensor a, Tensor b) {
    return add(a, new Elementary.Quotient(a, b, like("dividedBy", a, b)));
  }

  /** The smaller of each two elements; equal ones share the gradient. */
  public static Tensor min(Tensor a, Tensor b) {
    return add(a, new Elementary.Extreme(a, b, like("min", a, b), -1));
  }

  /** The larger of each two elements; equal ones share the gradient. */
  public static Tensor max(Tensor a, Tensor b) {
    return add(a, new Elementary.Extreme(a, b, like("max", a, b), 1));
  }

  /**
   * x + row, the row meeting every row of x.
   *
   * @param x {@code [..., n]}
   * @param row {@code [n]}
   */
  public static Tensor plusRow(Tensor x, Tensor row) {
    return add(x, new Rows.PlusRow(x, row, likeRows("plusRow", x, row)));
  }

  /**
   * x · row, element by element, the row meeting every row of x.
   *
   * @param x {@code [..., n]}
   * @param row {@code [n]}
   */
  public static Tensor timesRow(Tensor x, Tensor row) {
    return add(x, new Rows.TimesRow(x, row, likeRows("timesRow", x, row)));
  }

  /** The sums over the last axis: {@code [..., n]} to {@code [...]}. */
  public static Tensor rowSums(Tensor x) {
    return add(x, new Rows.RowSums(x, withoutLast(x), 1));
  }

  /** The means over the last axis: {@code [..., n]} to {@code [...]}. */
  public static Tensor rowMeans(Tensor x) {
    return add(x, new Rows.RowSums(x, withoutLast(x), 1.0 / x.extent(-1)));
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
          "reshape cannot turn %s, with %d elements, into %s"
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

  private static Tensor like(String operation, Tensor a, Tensor b) {
    Checks.sameShape(operation, a, b);
    return a.graph().result(a.differentiable() || b.differentiable(), a.shape());
  }

  private static Tensor likeRows(String operation, Tensor x, Tensor row) {
    if (row.rank() != 1 || row.size() != x.extent(-1)) {
      throw new IllegalArgumentException(
          "%s cannot take %s and the row %s, which must be [%d]"
              .formatted(operation, x, row, x.extent(-1)));
    }
    return x.graph().result(x.differentiable() || row.differentiable(), x.shape());
  }

  private static Tensor withoutLast(Tensor x) {
    int[] shape = x.shape();
    return x.graph().result(x.differentiable(), java.util.Arrays.copyOf(shape, shape.length - 1));
  }

  private static Tensor add(Tensor x, OperationWithOutput operation) {
    x.graph().add(operation);
    return operation.output();
  }
}
