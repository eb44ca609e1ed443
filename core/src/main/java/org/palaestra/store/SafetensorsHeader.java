package org.palaestra.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, believed in nothing: every name, type, shape and offset is
 * checked against the length of the file, so that whoever reads the tensors then reserves no more
 * memory than the file has bytes.
 *
 * @param metadata texts by name
 * @param entries tensors in the order of their bytes, which lie without overlap or gap and end
 *     where the file does
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {

  /** What the header says of one tensor: its bytes are {@code begin … end − 1} of the data. */
  record Entry(String name, TensorType type, int[] shape, long begin, long end) {}

  static final String METADATA = "__metadata__";

  /** The longest header that is read, in bytes: enough for 100,000 tensors. */
  static final int LONGEST = 16 << 20;

  /** Extents that a tensor may have, far more than any has. */
  private static final int HIGHEST_RANK = 64;

  /**
   * Parses a header.
   *
   * @param file to be named in errors
   * @param dataLength bytes of the file behind the header
   */
  static SafetensorsHeader parse(Path file, ByteBuffer bytes, long dataLength) throws IOException {
    JsonNode header;
    try {
      if (bytes.get(bytes.position()) != '{') {
        throw new DamagedFileException(file, "its header does not begin with {");
      }
      // A decoder of its own, since the usual one replaces what is no UTF-8.
      header = Json.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new DamagedFileException(file, "its header is malformed: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(file, "its header is no UTF-8");
    }
    Map<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(file, field.getValue(), metadata);
      } else {
        entries.add(entry(file, field.getKey(), field.getValue(), dataLength));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long position = 0;
    for (Entry entry : entries) {
      if (entry.begin != position) {
        throw new DamagedFileException(file, entry.name + " overlaps or leaves a gap");
      }
      position = entry.end;
    }
    if (position != dataLength) {
      throw new DamagedFileException(file, "its length does not fit its header");
    }
    return new SafetensorsHeader(metadata, entries);
  }

  private static void readMetadata(Path file, JsonNode node, Map<String, String> into)
      throws IOException {
    if (!node.isObject()) {
      throw new DamagedFileException(file, "its metadata is no JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new DamagedFileException(file, "its metadata " + field.getKey() + " is no text");
      }
      into.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static Entry entry(Path file, String name, JsonNode node, long dataLength)
      throws IOException {
    JsonNode offsets = node.path("data_offsets");
    TensorType type = type(node.path("dtype"));
    if (type == null || !offsets.isArray() || offsets.size() != 2) {
      throw new DamagedFileException(file, "its header does not describe " + name);
    }
    int[] shape = shape(file, name, node.path("shape"));
    long elements = 1;
    for (int extent : shape) {
      elements *= extent; // below 2^31 by the check in shape
    }
    if (!offsets.get(0).isIntegralNumber()
        || !offsets.get(1).isIntegralNumber()
        || !offsets.get(0).canConvertToLong()
        || !offsets.get(1).canConvertToLong()) {
      throw new DamagedFileException(file, name + " has impossible offsets");
    }
    long begin = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    if (begin < 0 || end < begin || end > dataLength || end - begin != elements * type.bytes()) {
      throw new DamagedFileException(file, name + " lies outside the file or has a wrong size");
    }
    if (end - begin > Integer.MAX_VALUE - 8) {
      throw new DamagedFileException(file, name + " is larger than 2 GiB");
    }
    return new Entry(name, type, shape, begin, end);
  }

  private static int[] shape(Path file, String name, JsonNode node) throws IOException {
    if (!node.isArray() || node.size() > HIGHEST_RANK) {
      throw new DamagedFileException(file, name + " has an impossible shape");
    }
    int[] shape = new int[node.size()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      JsonNode extent = node.get(i);
      if (!extent.isIntegralNumber() || !extent.canConvertToInt() || extent.intValue() < 0) {
        throw new DamagedFileException(file, name + " has an impossible shape");
      }
      shape[i] = extent.intValue();
      elements *= shape[i];
      if (elements > Integer.MAX_VALUE) {
        throw new DamagedFileException(file, name + " has an impossible shape");
      }
    }
    return shape;
  }

  private static @Nullable TensorType type(JsonNode name) {
    for (TensorType candidate : TensorType.values()) {
      if (candidate.name().equals(name.textValue())) {
        return candidate;
      }
    }
    return null;
  }
}
