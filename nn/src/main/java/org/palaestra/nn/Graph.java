package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return new Tensor(this, false, shape);
  }

  /** A value that comes from outside and whose gradient is wanted. */
  public Tensor variable(int... shape) {
    return result(true, shape);
  }

  /**
   * The output of an operation that is about to be added.
   *
   * @param dependsOnLearned whether an input or a parameter of it wants a gradient
   */
  public Tensor result(boolean dependsOnLearned, int... shape) {
    Tensor tensor = new Tensor(this, dependsOnLearned, shape);
    if (dependsOnLearned) {
      differentiable.add(tensor);
    }
    return tensor;
  }

  /** Adds an operation behind all others. */
  public void add(Operation operation) {
    operations.add(operation);
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

  /** Passes the gradients that outputs were given after {@link #clearGradients} back to all. */
  public void backward() {
    for (int i = operations.size() - 1; i >= 0; i--) {
      operations.get(i).backward();
    }
  }
}
