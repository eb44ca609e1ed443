package org.palaestra.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects named tensors and writes them, sorted by name, as one safetensors file, which {@link
 * Safetensors} and Python's libraries read.
 *
 * <p>Arrays are kept by reference until the file is written. Each method that adds one takes its
 * shape, in row-major order, or makes it a vector if there is none, and throws {@link
 * IllegalArgumentException} if the shape has another number of elements, and {@link
 * IllegalStateException} if the name is taken.
 */
public final class SafetensorsWriter {

  /** Takes bytes. */
  @FunctionalInterface
  private interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  private record Tensor(Object array, int[] shape) {}

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new TreeMap<>();

  /** Without tensors yet. */
  public SafetensorsWriter() {}

  /** Sets a text that goes with the tensors. */
  public SafetensorsWriter metadata(String name, String text) {
    metadata.put(name, text);
    return this;
  }

  /** Adds floats. */
  public SafetensorsWriter floats(String name, float[] values, int... shape) {
    return add(name, values, shape);
  }

  /** Adds doubles. */
  public SafetensorsWriter doubles(String name, double[] values, int... shape) {
    return add(name, values, shape);
  }

  /** Adds whole numbers of 64 bits. */
  public SafetensorsWriter longs(String name, long[] values, int... shape) {
    return add(name, values, shape);
  }

  /** Adds whole numbers of 32 bits. */
  public SafetensorsWriter ints(String name, int[] values, int... shape) {
    return add(name, values, shape);
  }

  /** Adds bytes, to be read without a sign. */
  public SafetensorsWriter bytes(String name, byte[] values, int... shape) {
    return add(name, values, shape);
  }

  /** Adds truth values. */
  public SafetensorsWriter booleans(String name, boolean[] values, int... shape) {
    return add(name, values, shape);
  }

  private SafetensorsWriter add(String name, Object array, int... shape) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("no tensor can be named " + name);
    }
    int length = Array.getLength(array);
    int[] extents = shape.length == 0 ? new int[] {length} : shape.clone();
    long product = 1;
    for (int extent : extents) {
      product *= extent;
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "%s has %d elements, but its shape says %d".formatted(name, length, product));
    }
    if (tensors.put(name, new Tensor(array, extents)) != null) {
      throw new IllegalStateException(name + " is saved twice");
    }
    return this;
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if that fails; it names {@code file}
   */
  public void write(Path file) throws IOException {
    byte[] header = header();
    AtomicFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
          out.write(header);
          for (Tensor tensor : tensors.values()) {
            stream(tensor, (bytes, length) -> out.write(bytes, 0, length));
          }
        });
  }

  private byte[] header() {
    ObjectNode header = Json.object();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(SafetensorsHeader.METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      TensorType type = TensorType.of(entry.getValue().array);
      long end = offset + (long) Array.getLength(entry.getValue().array) * type.bytes();
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", type.name());
      ArrayNode shape = node.putArray("shape");
      for (int extent : entry.getValue().shape) {
        shape.add(extent);
      }
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = Json.line(header);
    // The data begins at a multiple of 8 bytes, as readers that map the file like it.
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  /** Feeds names, types, shapes and values to a digest, in the order of the names. */
  void digest(MessageDigest digest) {
    tensors.forEach(
        (name, tensor) -> {
          digest.update(signature(name, TensorType.of(tensor.array), tensor.shape));
          try {
            stream(tensor, (bytes, length) -> digest.update(bytes, 0, length));
          } catch (IOException e) {
            throw new IllegalStateException("a digest cannot fail", e);
          }
        });
  }

  /** What a digest is fed before the values of a tensor. */
  static byte[] signature(String name, TensorType type, int[] shape) {
    return (name + "\n" + type + Arrays.toString(shape) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void stream(Tensor tensor, Sink sink) throws IOException {
    TensorType type = TensorType.of(tensor.array);
    int length = Array.getLength(tensor.array);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    int step = buffer.capacity() / type.bytes();
    for (int from = 0; from < length; from += step) {
      int to = Math.min(length, from + step);
      buffer.clear();
      type.put(tensor.array, from, to, buffer);
      sink.take(buffer.array(), buffer.position());
    }
  }
}
