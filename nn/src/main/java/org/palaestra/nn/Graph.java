package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;

/**
 * A computation of fixed shapes that can be run forward and differentiated backward (reverse mode),
 * as often as one likes, without allocating anything.
 *
 * <p>Building it allocates every buffer. Parameters live outside, so that a graph for one row and
 * another for a batch share them. A graph serves one thread at a time.
 */
public final class Graph {

  private final Kernels kernels;
  private final RandomGenerator random;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Tensor> differentiable = new ArrayList<>();
  private final List<Tensor> given = new ArrayList<>();
  private final List<Tensor> pending = new ArrayList<>();

  /** What each operation computes. */
  private final List<List<Tensor>> results = new ArrayList<>();

  /** What each operation reads. */
  private final List<List<Parameter>> parameters = new ArrayList<>();

  /** Whether a gradient is wanted for something that was given. */
  private boolean variables;

  private boolean training = true;

  /** A graph without chance. */
  public Graph(Kernels kernels) {
    this(kernels, new RandomStream(0));
  }

  /**
   * A graph whose operations may draw numbers, such as dropout.
   *
   * @param kernels what computes; this graph's alone while it runs
   * @param random where chance comes from
   */
  public Graph(Kernels kernels, RandomGenerator random) {
    this.kernels = kernels;
    this.random = random;
  }

  /** What computes. */
  public Kernels kernels() {
    return kernels;
  }

  /** Where chance comes from. */
  public RandomGenerator random() {
    return random;
  }

  /** Whether operations that tell learning from use, such as dropout, are learning. */
  public boolean training() {
    return training;
  }

  /** Says whether the graph is used to learn, which it is at first. */
  public void training(boolean learning) {
    training = learning;
  }

  /** A value that comes from outside and needs no gradient. */
  public Tensor input(int... shape) {
    return given(new Tensor(this, false, shape));
  }

  /** A value that comes from outside and whose gradient is wanted. */
  public Tensor variable(int... shape) {
    variables = true;
    return given(new Tensor(this, true, shape));
  }

  /** What comes from outside, in order. */
  List<Tensor> given() {
    return Collections.unmodifiableList(given);
  }

  private Tensor given(Tensor tensor) {
    given.add(tensor);
    return remember(tensor);
  }

  private Tensor remember(Tensor tensor) {
    if (tensor.differentiable()) {
      differentiable.add(tensor);
    }
    return tensor;
  }

  /**
   * The output of an operation that is about to be added.
   *
   * @param dependsOnLearned whether an input or a parameter of it wants a gradient
   */
  public Tensor result(boolean dependsOnLearned, int... shape) {
    Tensor tensor = new Tensor(this, dependsOnLearned, shape);
    pending.add(tensor);
    return remember(tensor);
  }

  /** Adds an operation behind all others; the results made since the last one are its own. */
  public void add(Operation operation) {
    operations.add(operation);
    results.add(List.copyOf(pending));
    parameters.add(List.copyOf(operation.parameters()));
    pending.clear();
  }

  /** Computes everything, in the order in which it was built. */
  public void forward() {
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).forward();
    }
  }

  /**
   * Computes the gradient of {@code loss}, after a {@link #forward}. Gradients of tensors are set,
   * those of parameters are added to.
   *
   * @param loss a tensor of one element
   */
  public void backward(Tensor loss) {
    if (loss.size() != 1) {
      throw new IllegalArgumentException(
          "a loss has one element, got " + loss + "; take its mean or its sum first");
    }
    clearGradients();
    loss.gradient()[0] = 1;
    backward();
  }

  /** Sets the gradients of all tensors to 0, so that those of outputs can be given. */
  public void clearGradients() {
    for (int i = 0; i < differentiable.size(); i++) {
      Tensor tensor = differentiable.get(i);
      Arrays.fill(tensor.gradient(), 0, tensor.size(), 0);
    }
  }

  /**
   * Passes the gradients that outputs were given after {@link #clearGradients} back to all that
   * want one. Operations with nothing before them that is learned are left out: frozen layers at
   * the beginning cost nothing, and the gradients of their results stay 0.
   */
  public void backward() {
    int first = firstLearned();
    for (int i = operations.size() - 1; i >= first; i--) {
      operations.get(i).backward();
    }
  }

  /** The first operation that has something to learn, or whose input is a variable. */
  private int firstLearned() {
    if (variables) {
      return 0;
    }
    for (int i = 0; i < parameters.size(); i++) {
      List<Parameter> read = parameters.get(i);
      for (int p = 0; p < read.size(); p++) {
        if (!read.get(p).frozen()) {
          return i;
        }
      }
    }
    return operations.size();
  }

  /**
   * Where the last {@link #forward} first met a NaN or an infinite number: among what was given to
   * the graph, or else, in the order of computation, among the parameters that an operation reads
   * and what it computes. To be asked after a loss went bad; it looks at every number.
   */
  public Optional<NotFinite> firstNotFinite() {
    for (Tensor tensor : given) {
      Optional<NotFinite> found =
          NotFinite.in(tensor.value(), tensor.shape(), tensor, "which was given to the graph");
      if (found.isPresent()) {
        return found;
      }
    }
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      for (Parameter parameter : parameters.get(i)) {
        Optional<NotFinite> found =
            NotFinite.in(
                parameter.get(), parameter.shape(), parameter, "read by " + operation.name());
        if (found.isPresent()) {
          return found;
        }
      }
      for (Tensor tensor : results.get(i)) {
        Optional<NotFinite> found =
            NotFinite.in(
                tensor.value(), tensor.shape(), tensor, "the result of " + operation.name());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Where the last {@link #backward} first met a NaN or an infinite number: from the last operation
   * to the first, in the gradient of what it computes or else of its parameters. To be asked after
   * a gradient went bad; it looks at every number.
   */
  public Optional<NotFinite> firstNotFiniteGradient() {
    for (int i = operations.size() - 1; i >= 0; i--) {
      String name = operations.get(i).name();
      for (Tensor tensor : results.get(i)) {
        if (tensor.differentiable()) {
          Optional<NotFinite> found =
              NotFinite.in(
                  tensor.gradient(),
                  tensor.shape(),
                  "the gradient of " + tensor,
                  "the result of " + name);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      for (Parameter parameter : parameters.get(i)) {
        Optional<NotFinite> found =
            NotFinite.in(
                parameter.getGradient(),
                parameter.shape(),
                "the gradient of " + parameter,
                "read by " + name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
