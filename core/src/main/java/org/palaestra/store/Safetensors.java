package org.palaestra.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named tensors from a file in the safetensors format (huggingface.co/docs/safetensors), in which
 * Python's libraries exchange weights: eight bytes with the length of a JSON header, the header,
 * the tensors' bytes, all little-endian. {@link SafetensorsWriter} writes such files.
 *
 * <p>A file may come from anywhere. The whole header is held against the length of the file before
 * memory for tensors is reserved, which then is as much as the file has bytes.
 */
public final class Safetensors {

  private final Map<String, String> metadata;
  private final Map<String, StoredTensor> tensors;

  private Safetensors(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    this.metadata = metadata;
    this.tensors = tensors;
  }

  /**
   * Reads a file.
   *
   * @throws DamagedFileException if it is truncated or malformed, names a type that is not among
   *     {@link TensorType}, or its header lies
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw new DamagedFileException(file, "it has only " + size + " bytes");
      }
      long headerLength = bytes(channel, file, 0, 8).getLong();
      if (headerLength < 2 || headerLength > Math.min(SafetensorsHeader.LONGEST, size - 8)) {
        throw new DamagedFileException(file, "its header claims " + headerLength + " bytes");
      }
      long begin = 8 + headerLength;
      SafetensorsHeader header =
          SafetensorsHeader.parse(file, bytes(channel, file, 8, (int) headerLength), size - begin);
      Map<String, StoredTensor> tensors = new TreeMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        int length = (int) (entry.end() - entry.begin());
        ByteBuffer data = bytes(channel, file, begin + entry.begin(), length);
        tensors.put(
            entry.name(), new StoredTensor(entry.name(), entry.type(), entry.shape(), data));
      }
      return new Safetensors(
          Collections.unmodifiableMap(header.metadata()), Collections.unmodifiableMap(tensors));
    }
  }

  private static ByteBuffer bytes(FileChannel channel, Path file, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new DamagedFileException(file, "it ends too early");
      }
    }
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Texts that came with the tensors, by name. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The tensors by name, sorted. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * One tensor.
   *
   * @throws MismatchException if there is none of this name
   */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new MismatchException("the file holds no " + name);
    }
    return tensor;
  }
}
