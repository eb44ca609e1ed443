package org.palaestra.nn;

import java.util.List;
import java.util.Locale;

/**
 * One step of a graph: computes its output from its inputs, and passes the gradient of the output
 * on to them. It owns whatever buffers it needs and allocates nothing when it runs.
 */
public interface Operation {

  /** Computes the output. */
  void forward();

  /**
   * Adds to the gradients of the inputs that want one, and of the parameters, what follows from the
   * gradient of the output. Runs after the {@link #forward} of the same values.
   */
  void backward();

  /**
   * What people call it, with the name of its layer if it has one: {@code linear actor.0, 4 to 64}.
   * Unless an operation says otherwise, the words of its class's name.
   */
  default String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The parameters that it reads: all of them, since nothing is differentiated before the first
   * operation with one that is learned. The gradient of a {@linkplain Parameter#frozen() frozen}
   * one is not to be computed.
   */
  default List<Parameter> parameters() {
    return List.of();
  }
}
