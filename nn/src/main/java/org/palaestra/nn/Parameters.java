package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** The parameters of a model, by name, in the order in which its layers made them. */
public final class Parameters implements Stateful {

  private final List<Parameter> all = new ArrayList<>();

  /** None yet. */
  public Parameters() {}

  /**
   * Adds a parameter that lies in memory as in PyTorch.
   *
   * @param name not taken yet
   * @param initialiser sets the first values
   */
  public Parameter add(String name, Parameter.Initialiser initialiser, int... shape) {
    int[] memory = new int[shape.length];
    Arrays.setAll(memory, axis -> axis);
    return add(name, initialiser, shape, memory);
  }

  /**
   * Adds a parameter with another order of axes in memory.
   *
   * @param shape extents in PyTorch's layout
   * @param memory for each axis in memory, the axis of {@code shape} that it is
   */
  public Parameter add(String name, Parameter.Initialiser initialiser, int[] shape, int[] memory) {
    if (all.stream().anyMatch(parameter -> parameter.name().equals(name))) {
      throw new IllegalArgumentException("there is a parameter " + name + " already");
    }
    Parameter parameter = new Parameter(name, shape, memory, initialiser);
    all.add(parameter);
    return parameter;
  }

  /** All, in order; not to be changed. */
  public List<Parameter> all() {
    return Collections.unmodifiableList(all);
  }

  /** Number of elements of all. */
  public long size() {
    return all.stream().mapToLong(Parameter::size).sum();
  }

  /** Sets the first values of all, in order. */
  public void initialise(RandomGenerator random) {
    all.forEach(parameter -> parameter.initialise(random));
  }

  /** Sets every gradient to 0. */
  public void clearGradients() {
    for (int i = 0; i < all.size(); i++) {
      Arrays.fill(all.get(i).gradient(), 0);
    }
  }

  /**
   * Takes over the values of equally named and shaped parameters.
   *
   * @throws IllegalArgumentException naming the first that differs
   */
  public void copyFrom(Parameters other) {
    if (all.size() != other.all.size()) {
      throw new IllegalArgumentException(
          "cannot copy %d parameters to %d".formatted(other.all.size(), all.size()));
    }
    for (int i = 0; i < all.size(); i++) {
      Parameter to = all.get(i);
      Parameter from = other.all.get(i);
      if (to.size() != from.size() || !to.name().equals(from.name())) {
        throw new IllegalArgumentException("cannot copy %s to %s".formatted(from, to));
      }
      System.arraycopy(from.value(), 0, to.value(), 0, to.size());
    }
  }

  @Override
  public void save(StateWriter out) {
    for (Parameter parameter : all) {
      out.floats(parameter.name(), parameter.get(), parameter.shape());
    }
  }

  @Override
  public void restore(StateReader in) {
    for (Parameter parameter : all) {
      float[] values = new float[parameter.size()];
      in.floats(parameter.name(), values);
      parameter.set(values);
    }
  }
}
