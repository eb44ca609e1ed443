package org.palaestra.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state in a file.
 *
 * <p>The file is in the safetensors format, so that any language reads the weights: eight bytes
 * with the length of a JSON header, the header, the tensors' bytes. Its metadata holds the SHA-256
 * of the content, which {@link #read} recomputes: a changed or truncated file is refused before
 * anything of it is used.
 */
public final class Checkpoint {

  static final String FORMAT = "palaestra-checkpoint";
  static final int VERSION = 1;
  private static final int LONGEST_HEADER = 16 << 20;

  private final String hash;
  private final StateReader state;

  private Checkpoint(String hash, StateReader state) {
    this.hash = hash;
    this.state = state;
  }

  /** SHA-256 of the content: names, types, shapes and values. */
  public String hash() {
    return hash;
  }

  /** The values. */
  public StateReader state() {
    return state;
  }

  /**
   * Writes the state of {@code object}.
   *
   * @return the SHA-256 of the content
   */
  public static String write(Path file, Stateful object) throws IOException {
    CheckpointWriter writer = new CheckpointWriter();
    object.save(writer);
    String hash = writer.hash();
    writer.write(file, hash);
    return hash;
  }

  /** The hash that {@link #write} would give, without a file. */
  public static String hashOf(Stateful object) {
    CheckpointWriter writer = new CheckpointWriter();
    object.save(writer);
    return writer.hash();
  }

  /**
   * Reads and verifies a file.
   *
   * @throws DamagedFileException if it is truncated, changed, malformed or of another version
   */
  public static Checkpoint read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw new DamagedFileException(file, "it has only " + size + " bytes");
      }
      long headerLength = bytes(channel, file, 0, 8).getLong();
      if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER, size - 8)) {
        throw new DamagedFileException(file, "its header claims " + headerLength + " bytes");
      }
      JsonNode header = header(file, bytes(channel, file, 8, (int) headerLength));
      JsonNode metadata = header.path("__metadata__");
      if (!metadata.path("format").asText().equals(FORMAT)) {
        throw new DamagedFileException(file, "it is no checkpoint of this platform");
      }
      if (!metadata.path("version").asText().equals(Integer.toString(VERSION))) {
        throw new DamagedFileException(
            file,
            "it is of version %s, and this program reads version %d"
                .formatted(metadata.path("version").asText(), VERSION));
      }
      Map<String, CheckpointReader.Tensor> tensors = new TreeMap<>();
      MessageDigest digest = sha256();
      long position = 0;
      for (Entry entry : entries(file, header, size - 8 - headerLength)) {
        if (entry.begin != position) {
          throw new DamagedFileException(file, entry.name + " overlaps or leaves a gap");
        }
        int length = (int) (entry.end - entry.begin);
        ByteBuffer data = bytes(channel, file, 8 + headerLength + entry.begin, length);
        position = entry.end;
        digest.update(
            signature(entry.name, entry.type, entry.shape).getBytes(StandardCharsets.UTF_8));
        digest.update(data.duplicate());
        tensors.put(
            entry.name, new CheckpointReader.Tensor(entry.type, length / entry.type.bytes, data));
      }
      if (8 + headerLength + position != size) {
        throw new DamagedFileException(file, "its length does not fit its header");
      }
      String hash = HexFormat.of().formatHex(digest.digest());
      if (!hash.equals(metadata.path("sha256").asText())) {
        throw new DamagedFileException(file, "its content does not have the hash it names");
      }
      return new Checkpoint(hash, new CheckpointReader("", tensors));
    }
  }

  private record Entry(String name, TensorType type, int[] shape, long begin, long end) {}

  private static JsonNode header(Path file, ByteBuffer bytes) throws IOException {
    try {
      JsonNode header = Json.parse(StandardCharsets.UTF_8.decode(bytes).toString());
      if (!header.isObject()) {
        throw new DamagedFileException(file, "its header is no JSON object");
      }
      return header;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new DamagedFileException(file, "its header is malformed: " + e.getOriginalMessage());
    }
  }

  /** The tensors that the header names, in the order of their names, each checked for itself. */
  private static List<Entry> entries(Path file, JsonNode header, long dataLength)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals("__metadata__")) {
        continue;
      }
      String name = field.getKey();
      JsonNode node = field.getValue();
      JsonNode offsets = node.path("data_offsets");
      TensorType type = null;
      for (TensorType candidate : TensorType.values()) {
        if (candidate.name().equals(node.path("dtype").asText())) {
          type = candidate;
        }
      }
      if (type == null || offsets.size() != 2 || !node.path("shape").isArray()) {
        throw new DamagedFileException(file, "its header does not describe " + name);
      }
      long elements = 1;
      int[] shape = new int[node.path("shape").size()];
      for (int i = 0; i < shape.length; i++) {
        JsonNode extent = node.path("shape").get(i);
        if (!extent.canConvertToInt() || extent.asInt() < 0) {
          throw new DamagedFileException(file, name + " has an impossible shape");
        }
        shape[i] = extent.asInt();
        if (elements * shape[i] > Integer.MAX_VALUE) {
          throw new DamagedFileException(file, name + " has an impossible shape");
        }
        elements *= shape[i];
      }
      long begin = offsets.get(0).asLong(-1);
      long end = offsets.get(1).asLong(-1);
      if (begin < 0 || end > dataLength || end - begin != elements * type.bytes) {
        throw new DamagedFileException(file, name + " lies outside the file or has a wrong size");
      }
      if (end - begin > Integer.MAX_VALUE) {
        throw new DamagedFileException(file, name + " is larger than 2 GiB");
      }
      entries.add(new Entry(name, type, shape, begin, end));
    }
    entries.sort((a, b) -> a.name.compareTo(b.name));
    return entries;
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

  static String signature(String name, TensorType type, int[] shape) {
    return name + "\n" + type + Arrays.toString(shape) + "\n";
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
