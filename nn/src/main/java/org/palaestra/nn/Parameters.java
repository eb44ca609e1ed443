package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The parameters of a model, by name, in the order in which its layers made them, and the buffers
 * that are saved with them.
 */
public final class Parameters implements Stateful {

  private final List<Parameter> all = new ArrayList<>();
  private final List<Buffer> buffers = new ArrayList<>();

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
    checkFree(name);
    Parameter parameter = new Parameter(name, shape, memory, initialiser);
    all.add(parameter);
    return parameter;
  }

  /**
   * Adds a buffer, which is saved, restored and copied with the parameters but is none.
   *
   * @param name not taken yet
   * @param first the first value of every element
   */
  public Buffer addBuffer(String name, float first, int... shape) {
    checkFree(name);
    Buffer buffer = new Buffer(name, first, shape);
    buffers.add(buffer);
    return buffer;
  }

  private void checkFree(String name) {
    if (all.stream().anyMatch(parameter -> parameter.name().equals(name))) {
      throw new IllegalArgumentException("there is a parameter " + name + " already");
    }
    if (buffers.stream().anyMatch(buffer -> buffer.name().equals(name))) {
      throw new IllegalArgumentException("there is a buffer " + name + " already");
    }
  }

  /** The parameters, in order; not to be changed. */
  public List<Parameter> all() {
    return Collections.unmodifiableList(all);
  }

  /** The buffers, in order; not to be changed. */
  public List<Buffer> buffers() {
    return Collections.unmodifiableList(buffers);
  }

  /** Number of elements of all parameters. */
  public long size() {
    return all.stream().mapToLong(Parameter::size).sum();
  }

  /** Sets the first values of all, in order, and of the buffers. */
  public void initialise(RandomGenerator random) {
    all.forEach(parameter -> parameter.initialise(random));
    buffers.forEach(Buffer::initialise);
  }

  /** Sets every gradient to 0. */
  public void clearGradients() {
    for (int i = 0; i < all.size(); i++) {
      Arrays.fill(all.get(i).gradient(), 0);
    }
  }

  /**
   * Takes over the values of equally named and shaped parameters and buffers.
   *
   * @throws IllegalArgumentException naming the first that differs
   */
  public void copyFrom(Parameters other) {
    if (all.size() != other.all.size()) {
      throw new IllegalArgumentException(
          "cannot copy %d parameters to %d".formatted(other.all.size(), all.size()));
    }
    if (buffers.size() != other.buffers.size()) {
      throw new IllegalArgumentException(
          "cannot copy %d buffers to %d".formatted(other.buffers.size(), buffers.size()));
    }
    for (int i = 0; i < all.size(); i++) {
      Parameter to = all.get(i);
      Parameter from = other.all.get(i);
      if (to.size() != from.size() || !to.name().equals(from.name())) {
        throw new IllegalArgumentException("cannot copy %s to %s".formatted(from, to));
      }
      System.arraycopy(from.value(), 0, to.value(), 0, to.size());
    }
    for (int i = 0; i < buffers.size(); i++) {
      Buffer to = buffers.get(i);
      Buffer from = other.buffers.get(i);
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
    for (Buffer buffer : buffers) {
      out.floats(buffer.name(), buffer.value(), buffer.shape());
    }
  }

  @Override
  public void restore(StateReader in) {
    for (Parameter parameter : all) {
      float[] values = new float[parameter.size()];
      in.floats(parameter.name(), values);
      parameter.set(values);
    }
    for (Buffer buffer : buffers) {
      in.floats(buffer.name(), buffer.value());
    }
  }
}
