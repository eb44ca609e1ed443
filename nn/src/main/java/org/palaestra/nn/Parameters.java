package org.palaestra.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.palaestra.store.MismatchException;
import org.palaestra.store.Safetensors;
import org.palaestra.store.SafetensorsWriter;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;
import org.palaestra.store.StoredTensor;

/**
 * The parameters of a model, by name, in the order in which its layers made them, and the buffers
 * that are saved with them.
 */
public final class Parameters implements Stateful {

  private final List<Parameter> all = new ArrayList<>();
  private final List<Parameter> view = Collections.unmodifiableList(all);
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
    return view;
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

  /**
   * Freezes what was learned elsewhere: the parameters of the named layers are left alone by
   * optimisers until they are {@linkplain Parameter#frozen(boolean) thawed}. Buffers are not moved
   * by optimisers, and go on as they do.
   *
   * @param layers names of layers or of single parameters: {@code "body.0"} stands for {@code
   *     body.0.weight} and all else below it
   * @throws IllegalArgumentException if one of them has no parameter
   */
  public void freeze(String... layers) {
    for (String layer : layers) {
      List<Parameter> found = all.stream().filter(each -> in(layer, each.name())).toList();
      if (found.isEmpty()) {
        throw unknown(layer);
      }
      found.forEach(parameter -> parameter.frozen(true));
    }
  }

  /**
   * Takes over parameters and buffers by name from a file, which may hold others: pre-trained
   * weights, for transfer.
   *
   * @param prefix what stands before the names in the file, such as {@code "target/"}; empty for a
   *     file that {@link #write} or Python wrote
   * @param layers names of the layers or of single parameters or buffers to load; all if there is
   *     none
   * @throws MismatchException naming the one that the file lacks or holds in another shape; nothing
   *     was taken over then
   * @throws IllegalArgumentException if a layer has neither
   */
  public void load(Safetensors file, String prefix, String... layers) {
    Map<String, Consumer<float[]>> wanted = new LinkedHashMap<>();
    for (String layer : layers.length == 0 ? new String[] {""} : layers) {
      boolean found = layers.length == 0;
      for (Parameter parameter : all) {
        if (in(layer, parameter.name())) {
          check(file.tensor(prefix + parameter.name()), parameter.shape(), parameter);
          wanted.put(parameter.name(), parameter::set);
          found = true;
        }
      }
      for (Buffer buffer : buffers) {
        if (in(layer, buffer.name())) {
          check(file.tensor(prefix + buffer.name()), buffer.shape(), buffer);
          wanted.put(buffer.name(), buffer::set);
          found = true;
        }
      }
      if (!found) {
        throw unknown(layer);
      }
    }
    wanted.forEach((name, take) -> take.accept(file.tensor(prefix + name).floats()));
  }

  private static void check(StoredTensor stored, int[] shape, Object taker) {
    if (!Arrays.equals(stored.shape(), shape)) {
      throw new MismatchException(
          "the file holds %s, which does not fit %s".formatted(stored, taker));
    }
  }

  /**
   * Writes all to a plain safetensors file, in PyTorch's layout.
   *
   * @throws IOException if that fails; the file is then as it was
   */
  public void write(Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    for (Parameter parameter : all) {
      writer.floats(parameter.name(), parameter.get(), parameter.shape());
    }
    for (Buffer buffer : buffers) {
      writer.floats(buffer.name(), buffer.value(), buffer.shape());
    }
    writer.write(file);
  }

  /** Whether a name is below that of a layer, or is it; all are below the empty one. */
  static boolean in(String layer, String name) {
    return layer.isEmpty() || name.equals(layer) || name.startsWith(layer + ".");
  }

  private IllegalArgumentException unknown(String layer) {
    return new IllegalArgumentException(
        "no parameter belongs to \"%s\"; there are %s"
            .formatted(layer, all.stream().map(Parameter::name).toList()));
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

  /** A network of another shape is refused with every parameter that differs. */
  @Override
  public void restore(StateReader in) {
    float[][] stored = new float[all.size()][];
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < stored.length; i++) {
      Parameter parameter = all.get(i);
      stored[i] = new float[parameter.size()];
      try {
        in.floats(parameter.name(), stored[i]);
      } catch (MismatchException difference) {
        differences.add(
            "%s, %s".formatted(difference.getMessage(), Arrays.toString(parameter.shape())));
      }
    }
    Set<String> names = new HashSet<>();
    all.forEach(parameter -> names.add(parameter.name()));
    buffers.forEach(buffer -> names.add(buffer.name()));
    try {
      in.only(names);
    } catch (MismatchException others) {
      differences.add(others.getMessage());
    }
    if (!differences.isEmpty()) {
      throw new MismatchException(String.join("; ", differences));
    }
    for (int i = 0; i < stored.length; i++) {
      all.get(i).set(stored[i]);
    }
    for (Buffer buffer : buffers) {
      in.floats(buffer.name(), buffer.value());
    }
  }
}
