package org.palaestra.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Json;

/**
 * The tensors of a checkpoint, to be changed by somebody who also writes the right hash, so that
 * whoever reads them has nothing but their values to go by.
 */
final class ForgedCheckpoint {

  /** What a value can become that nobody expects there. */
  private static final long[] EXTREME = {
    0,
    1,
    -1,
    2,
    7,
    1000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private static final double[] ODD = {
    0,
    -0.0,
    -1,
    0.5,
    3,
    1e9,
    -1e300,
    1e300,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE
  };

  /** Begins the names of tensors that nobody asks for. */
  static final String UNKNOWN = "another/";

  private record Tensor(String type, int[] shape, byte[] bytes) {

    int width() {
      return switch (type) {
        case "F64", "I64" -> 8;
        case "F32", "I32" -> 4;
        default -> 1;
      };
    }

    int size() {
      return bytes.length / width();
    }

    Tensor with(byte[] others) {
      return others.length == bytes.length
          ? new Tensor(type, shape, others)
          : new Tensor(type, new int[] {others.length / width()}, others);
    }

    ByteBuffer buffer() {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private final Map<String, Tensor> tensors; // sorted by name

  private ForgedCheckpoint(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /** Of a whole file. */
  static ForgedCheckpoint of(byte[] file) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(in.getLong());
    int data = 8 + length;
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one :
        Json.parse(new String(file, 8, length, UTF_8)).properties()) {
      JsonNode node = one.getValue();
      if (!one.getKey().equals("__metadata__")) {
        int[] shape = new int[node.path("shape").size()];
        Arrays.setAll(shape, i -> node.path("shape").path(i).intValue());
        int from = data + node.path("data_offsets").path(0).intValue();
        int to = data + node.path("data_offsets").path(1).intValue();
        tensors.put(
            one.getKey(),
            new Tensor(node.path("dtype").textValue(), shape, Arrays.copyOfRange(file, from, to)));
      }
    }
    return new ForgedCheckpoint(tensors);
  }

  /** Another one, which can be changed. */
  ForgedCheckpoint copy() {
    Map<String, Tensor> others = new TreeMap<>();
    tensors.forEach((name, one) -> others.put(name, one.with(one.bytes.clone())));
    return new ForgedCheckpoint(others);
  }

  /** Names of what is another value, or missing, in one of both. Shapes may differ. */
  Set<String> differences(ForgedCheckpoint other) {
    Set<String> names = new TreeSet<>(tensors.keySet());
    names.addAll(other.tensors.keySet());
    names.removeIf(
        name -> {
          Tensor mine = tensors.get(name);
          Tensor theirs = other.tensors.get(name);
          return mine != null
              && theirs != null
              && mine.type.equals(theirs.type)
              && Arrays.equals(mine.bytes, theirs.bytes);
        });
    return names;
  }

  /** As a file whose hash is that of its content. */
  byte[] bytes() throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ObjectNode header = Json.object();
    ObjectNode metadata = header.putObject("__metadata__");
    tensors.forEach(
        (name, one) -> {
          digest.update(
              (name + "\n" + one.type + Arrays.toString(one.shape) + "\n").getBytes(UTF_8));
          digest.update(one.bytes);
          ObjectNode node = header.putObject(name);
          node.put("dtype", one.type);
          Arrays.stream(one.shape).forEach(node.putArray("shape")::add);
          node.putArray("data_offsets").add(data.size()).add(data.size() + one.bytes.length);
          data.writeBytes(one.bytes);
        });
    metadata.put("format", "palaestra-checkpoint");
    metadata.put("version", "1");
    metadata.put("sha256", HexFormat.of().formatHex(digest.digest()));
    byte[] text = Json.line(header).getBytes(UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data.toByteArray())
        .array();
  }

  /**
   * Changes something.
   *
   * @return what, for people
   */
  String mutate(RandomStream random) {
    List<String> names = new ArrayList<>(tensors.keySet());
    String name = names.get(random.nextInt(names.size()));
    String other = names.get(random.nextInt(names.size()));
    Tensor one = Objects.requireNonNull(tensors.get(name));
    Tensor another = Objects.requireNonNull(tensors.get(other));
    byte[] bytes = one.bytes.clone();
    int kind = random.nextInt(20);
    switch (kind) {
      case 0 -> tensors.remove(name);
      case 1 -> {
        tensors.remove(name);
        tensors.put(name + "x", one);
      }
      case 2 -> {
        tensors.put(name, another);
        tensors.put(other, one);
        return name + " and " + other + " swapped";
      }
      case 3 -> tensors.put(name, another);
      case 4 -> {
        String type =
            switch (one.type) {
              case "F64" -> "I64";
              case "I64" -> "F64";
              case "F32" -> "I32";
              case "I32" -> "F32";
              default -> "I8";
            };
        tensors.put(name, new Tensor(type, one.shape, bytes));
      }
      case 5 -> tensors.put(name, one.with(Arrays.copyOf(bytes, one.width() * (one.size() / 2))));
      case 6 -> tensors.put(name, one.with(Arrays.copyOf(bytes, one.width() * (one.size() + 1))));
      case 7 ->
          tensors.put(name, one.with(Arrays.copyOf(bytes, one.width() * (2 * one.size() + 1000))));
      case 8 -> tensors.put(UNKNOWN + random.nextInt(10), one);
      case 9 -> {
        for (int i = 0; i < one.size(); i++) {
          extreme(one.with(bytes), i, random);
        }
        tensors.put(name, one.with(bytes));
      }
      default -> {
        if (one.size() == 0) {
          return mutate(random);
        }
        int at = random.nextInt(one.size());
        if (kind < 14 && !one.type.equals("BOOL")) {
          bytes[one.width() * at + random.nextInt(one.width())] ^= (byte) (1 << random.nextInt(8));
          tensors.put(name, one.with(bytes));
          return "a bit of %s[%d] flipped".formatted(name, at);
        }
        String value = extreme(one.with(bytes), at, random);
        tensors.put(name, one.with(bytes));
        return "%s[%d] = %s".formatted(name, at, value);
      }
    }
    return "change %d of %s".formatted(kind, name);
  }

  private static String extreme(Tensor one, int at, RandomStream random) {
    ByteBuffer buffer = one.buffer();
    long whole = EXTREME[random.nextInt(EXTREME.length)];
    double fraction = ODD[random.nextInt(ODD.length)];
    switch (one.type) {
      case "F64" -> buffer.putDouble(8 * at, fraction);
      case "F32" -> buffer.putFloat(4 * at, (float) fraction);
      case "I64" -> buffer.putLong(8 * at, whole);
      case "I32" -> buffer.putInt(4 * at, (int) whole);
      case "BOOL" -> buffer.put(at, (byte) (buffer.get(at) == 0 ? 1 : 0));
      default -> buffer.put(at, (byte) whole);
    }
    return one.type.startsWith("F") ? Double.toString(fraction) : Long.toString(whole);
  }
}
