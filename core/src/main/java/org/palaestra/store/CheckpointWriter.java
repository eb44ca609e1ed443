package org.palaestra.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Collects tensors and writes them, sorted by name, as one safetensors file. */
final class CheckpointWriter implements StateWriter {

  /** Takes bytes. */
  @FunctionalInterface
  private interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  private record Tensor(Object array, int[] shape) {}

  private final String prefix;
  private final Map<String, Tensor> tensors;

  CheckpointWriter() {
    this("", new TreeMap<>());
  }

  private CheckpointWriter(String prefix, Map<String, Tensor> tensors) {
    this.prefix = prefix;
    this.tensors = tensors;
  }

  @Override
  public StateWriter in(String name) {
    return new CheckpointWriter(prefix + name + "/", tensors);
  }

  @Override
  public void floats(String name, float[] values, int... shape) {
    add(name, values, shape);
  }

  @Override
  public void doubles(String name, double[] values) {
    add(name, values);
  }

  @Override
  public void longs(String name, long[] values) {
    add(name, values);
  }

  @Override
  public void ints(String name, int[] values) {
    add(name, values);
  }

  @Override
  public void bytes(String name, byte[] values) {
    add(name, values);
  }

  @Override
  public void booleans(String name, boolean[] values) {
    add(name, values);
  }

  private void add(String name, Object array, int... shape) {
    int length = Array.getLength(array);
    int[] extents = shape.length == 0 ? new int[] {length} : shape.clone();
    long product = 1;
    for (int extent : extents) {
      product *= extent;
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "%s%s has %d elements, but its shape says %d".formatted(prefix, name, length, product));
    }
    if (tensors.put(prefix + name, new Tensor(array, extents)) != null) {
      throw new IllegalStateException(prefix + name + " is saved twice");
    }
  }

  /** SHA-256 over names, types, shapes and values. */
  String hash() {
    MessageDigest digest = Checkpoint.sha256();
    tensors.forEach(
        (name, tensor) -> {
          digest.update(
              Checkpoint.signature(name, TensorType.of(tensor.array), tensor.shape)
                  .getBytes(StandardCharsets.UTF_8));
          try {
            stream(tensor, (bytes, length) -> digest.update(bytes, 0, length));
          } catch (IOException e) {
            throw new IllegalStateException("a digest cannot fail", e);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  void write(Path file, String hash) throws IOException {
    ObjectNode header = Json.object();
    ObjectNode metadata = header.putObject("__metadata__");
    metadata.put("format", Checkpoint.FORMAT);
    metadata.put("version", Integer.toString(Checkpoint.VERSION));
    metadata.put("sha256", hash);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      TensorType type = TensorType.of(entry.getValue().array);
      long end = offset + (long) Array.getLength(entry.getValue().array) * type.bytes;
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
    String padded = text + " ".repeat((8 - text.getBytes(StandardCharsets.UTF_8).length % 8) % 8);
    byte[] bytes = padded.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array());
          out.write(bytes);
          for (Tensor tensor : tensors.values()) {
            writeData(tensor, out);
          }
        });
  }

  private static void writeData(Tensor tensor, OutputStream out) throws IOException {
    stream(tensor, (bytes, length) -> out.write(bytes, 0, length));
  }

  private static void stream(Tensor tensor, Sink sink) throws IOException {
    TensorType type = TensorType.of(tensor.array);
    int length = Array.getLength(tensor.array);
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    int step = buffer.capacity() / type.bytes;
    for (int from = 0; from < length; from += step) {
      int to = Math.min(length, from + step);
      buffer.clear();
      type.put(tensor.array, from, to, buffer);
      sink.take(buffer.array(), buffer.position());
    }
  }
}
