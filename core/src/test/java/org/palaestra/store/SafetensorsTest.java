package org.palaestra.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private final Path folder;

  SafetensorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static SafetensorsWriter everyType() {
    return new SafetensorsWriter()
        .metadata("format", "pt")
        .floats("b.weight", new float[] {1, -2.5f, 0.1f, 3, 4, 5}, 2, 3)
        .doubles("a", new double[] {0.1, -1e300})
        .longs("steps", new long[] {Long.MIN_VALUE, 7}, 1, 2, 1)
        .ints("ints", new int[] {-3})
        .bytes("pixels", new byte[] {(byte) 200, 1})
        .booleans("mask", new boolean[] {true, false, true})
        .floats("none", new float[0], 0, 4);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("w.safetensors"), content);
  }

  /** A file of a header, as text, and zeros. */
  private Path file(String header, int dataLength) throws IOException {
    byte[] text = header.getBytes(ISO_8859_1);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + dataLength).order(ByteOrder.LITTLE_ENDIAN);
    return file(file.putLong(text.length).put(text).array());
  }

  @Test
  void everyTypeComesBackWithItsShapeAndMetadata() throws Exception {
    Path file = folder.resolve("w.safetensors");
    everyType().write(file);
    Safetensors read = Safetensors.read(file);
    assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(read.tensors().keySet())
        .containsExactly("a", "b.weight", "ints", "mask", "none", "pixels", "steps");
    assertThat(read.tensor("b.weight").shape()).containsExactly(2, 3);
    assertThat(read.tensor("b.weight").type()).isEqualTo(TensorType.F32);
    assertThat(read.tensor("b.weight").floats()).containsExactly(1, -2.5f, 0.1f, 3, 4, 5);
    assertThat(read.tensor("a").doubles()).containsExactly(0.1, -1e300);
    assertThat(read.tensor("a").floats()).containsExactly(0.1f, Float.NEGATIVE_INFINITY);
    assertThat(read.tensor("steps").shape()).containsExactly(1, 2, 1);
    assertThat(read.tensor("steps").longs()).containsExactly(Long.MIN_VALUE, 7);
    assertThat(read.tensor("ints").longs()).containsExactly(-3);
    assertThat(read.tensor("pixels").longs()).as("without a sign").containsExactly(200, 1);
    assertThat(read.tensor("mask").floats()).containsExactly(1, 0, 1);
    assertThat(read.tensor("none").shape()).containsExactly(0, 4);
    assertThat(read.tensor("none").floats()).isEmpty();
    assertThatThrownBy(() -> read.tensor("c"))
        .isInstanceOf(MismatchException.class)
        .hasMessage("the file holds no c");
    assertThatThrownBy(() -> read.tensor("a").longs())
        .isInstanceOf(MismatchException.class)
        .hasMessage("a is F64, not whole numbers");
  }

  /** Written by Python: json and struct, tensors in another order than their names, no padding. */
  @Test
  void whatPythonWroteIsRead() throws Exception {
    String header =
        "{\"z\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, "
            + "\"scalar\": {\"dtype\": \"F64\", \"shape\": [], \"data_offsets\": [8, 16]}, "
            + "\"half\": {\"dtype\": \"F16\", \"shape\": [2, 2], \"data_offsets\": [16, 24]}, "
            + "\"\\u03b8\": {\"dtype\": \"I8\", \"shape\": [1], \"data_offsets\": [24, 25]}}  ";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] text = header.getBytes(UTF_8);
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).array());
    out.write(text);
    // struct.pack("<ffd4eb", 1.5, -2, 0.1, 1, -0.333251953125, 65504, 6e-8, -7).hex()
    out.write(HexFormat.of().parseHex("0000c03f000000c09a9999999999b93f003c55b5ff7b0100f9"));
    Safetensors read = Safetensors.read(file(out.toByteArray()));
    assertThat(read.metadata()).isEmpty();
    assertThat(read.tensor("z").floats()).containsExactly(1.5f, -2);
    assertThat(read.tensor("scalar").shape()).isEmpty();
    assertThat(read.tensor("scalar").doubles()).containsExactly(0.1);
    assertThat(read.tensor("half").shape()).containsExactly(2, 2);
    assertThat(read.tensor("half").floats()).containsExactly(1, -0x1.554p-2f, 65504, 0x1p-24f);
    assertThat(read.tensor("θ").longs()).containsExactly(-7);
  }

  @ParameterizedTest
  @CsvSource({
    "3c00, 1",
    "0001, 5.9604644775390625e-8",
    "03ff, 6.0975551605224609375e-5",
    "0400, 6.103515625e-5",
    "7c00, Infinity",
    "fc00, -Infinity",
    "8000, -0.0",
    "c100, -2.5",
    "7e00, NaN"
  })
  void halvesAreWhatIeeeSays(String bits, double expected) throws Exception {
    String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}";
    Path file = file(header, 2);
    byte[] content = Files.readAllBytes(file);
    short half = (short) Integer.parseInt(bits, 16);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putShort(content.length - 2, half);
    Files.write(file, content);
    assertThat(Safetensors.read(file).tensor("h").doubles()).containsExactly(expected);
    Files.writeString(
        file, new String(content, ISO_8859_1).replace("\"F16\"", "\"BF16\""), ISO_8859_1);
    byte[] longer = Files.readAllBytes(file);
    longer[0]++;
    Files.write(file, longer);
    assertThat(Safetensors.read(file).tensor("h").floats())
        .containsExactly(Float.intBitsToFloat(half << 16));
  }

  @Test
  void pythonReadsWhatIsWritten() throws Exception {
    Path file = folder.resolve("w.safetensors");
    everyType().write(file);
    Path script = folder.resolve("read_safetensors.py");
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream("read_safetensors.py"))) {
      Files.copy(in, script);
    }
    Process python;
    try {
      python =
          new ProcessBuilder("python3", script.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("there is no python3 here: " + e.getMessage());
      return;
    }
    String said = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .containsExactly(
            "{\"format\": \"pt\"}",
            "[\"a\", \"F64\", [2], [0.1, -1e+300]]",
            "[\"b.weight\", \"F32\", [2, 3], [1.0, -2.5, 0.10000000149011612, 3.0, 4.0, 5.0]]",
            "[\"ints\", \"I32\", [1], [-3]]",
            "[\"mask\", \"BOOL\", [3], [true, false, true]]",
            "[\"none\", \"F32\", [0, 4], []]",
            "[\"pixels\", \"U8\", [2], [200, 1]]",
            "[\"steps\", \"I64\", [1, 2, 1], [-9223372036854775808, 7]]");
  }

  @Test
  void writerRefusesWhatCouldNotBeRead() {
    assertThatThrownBy(() -> new SafetensorsWriter().floats("a", new float[4], 3))
        .hasMessage("a has 4 elements, but its shape says 3");
    assertThatThrownBy(() -> everyType().ints("a", new int[1])).hasMessage("a is saved twice");
    assertThatThrownBy(() -> new SafetensorsWriter().ints("__metadata__", new int[1]))
        .hasMessage("no tensor can be named __metadata__");
  }

  // ---- hostile files

  /** Each is otherwise right: the tensor is u8, of two bytes, in a file with two bytes of data. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "U8   | [3]                    | [0,2]   | wrong size",
        "U8   | [1]                    | [0,2]   | wrong size",
        "U8   | [3]                    | [0,3]   | lies outside the file",
        "U8   | [2]                    | [2,4]   | lies outside the file",
        "U8   | [2]                    | [-1,1]  | lies outside the file",
        "U8   | [2]                    | [2,0]   | lies outside the file",
        "U8   | [1]                    | [0,1]   | does not fit its header",
        "U8   | [1]                    | [1,2]   | overlaps or leaves a gap",
        "U8   | [2]                    | [0]     | does not describe a",
        "U8   | [2]                    | [0,2,2] | does not describe a",
        "U8   | [2]                    | {}      | does not describe a",
        "U8   | [2]                    | [`0`,2] | impossible offsets",
        "U8   | [2]                    | [0,2.0] | impossible offsets",
        "U8   | [2]                    | [0,18446744073709551618]                    | offsets",
        "I32  | [1]                    | [9223372036854775807,-9223372036854775805]  | outside",
        "U8   | [2.0]                  | [0,2]   | impossible shape",
        "U8   | [`2`]                  | [0,2]   | impossible shape",
        "U8   | [-2]                   | [0,2]   | impossible shape",
        "U8   | [-1,-2]                | [0,2]   | impossible shape",
        "U8   | 2                      | [0,2]   | impossible shape",
        "U8   | [4294967298]           | [0,2]   | impossible shape",
        "U8   | [2147483647]           | [0,2147483647]         | lies outside the file",
        "F64  | [2147483647]           | [0,17179869176]        | lies outside the file",
        "U8   | [65536,65536]          | [0,0]   | impossible shape",
        "U8   | [65536,65536,65536,65536,2] | [0,2] | impossible shape",
        "U8   | [2147483647,2147483647,4]   | [0,2] | impossible shape",
        "U8   | [2147483647,2147483647,0]   | [0,0] | impossible shape",
        "F8   | [2]                    | [0,2]   | does not describe a",
        "u8   | [2]                    | [0,2]   | does not describe a",
        "F16  | [2]                    | [0,2]   | wrong size",
      })
  void aHeaderThatLiesIsRefused(String type, String shape, String offsets, String problem)
      throws Exception {
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}"
            .formatted(type, shape, offsets)
            .replace('`', '"');
    refused(file(header, 2), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Overlaps, gaps and duplicates among several.
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},"
            + "'b':{'dtype':'U8','shape':[2],'data_offsets':[0,2]}} | b overlaps or leaves a gap",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},"
            + "'b':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}} | b overlaps or leaves a gap",
        "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},"
            + "'a':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}} | Duplicate field",
        "{'a':{'dtype':'U8','shape':[1],'shape':[2],'data_offsets':[0,2]}} | Duplicate",
        "{'a':{'dtype':'U8','shape':[2]}}                              | does not describe a",
        "{'a':{'shape':[2],'data_offsets':[0,2]}}                      | does not describe a",
        "{'a':3}                                                       | does not describe a",
        "{'a':[]}                                                      | does not describe a",
        "{'a':null}                                                    | does not describe a",
        "{}                                                            | does not fit its header",
        "{'__metadata__':[]}                                           | its metadata is no JSON",
        "{'__metadata__':{'a':1}}                                      | metadata a is no text",
        "[]                                                            | does not begin with {",
        "` {}`                                                         | does not begin with {",
        "{}{}                                                          | malformed",
        "{'a':                                                         | malformed",
        "{'\u00ff':1}                                                  | no UTF-8",
      })
  void aMalformedHeaderIsRefused(String header, String problem) throws Exception {
    refused(file(header.replace('\'', '"'), 2), problem);
  }

  @Test
  void aHeaderNestedWithoutEndIsRefused() throws Exception {
    refused(file("{\"a\":" + "[".repeat(1 << 20), 2), "malformed");
    refused(file("{\"a\":" + "{\"a\":".repeat(1 << 18), 2), "malformed");
    refused(
        file(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[%s2],\"data_offsets\":[0,2]}}"
                .formatted("1,".repeat(100_000)),
            2),
        "impossible shape");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 17, 1 << 25, Integer.MAX_VALUE, 1L << 32, Long.MIN_VALUE})
  void aHeaderOfAbsurdLengthIsRefused(long length) throws Exception {
    ByteBuffer file = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    refused(file(file.putLong(length).array()), "its header claims " + length + " bytes");
  }

  @Test
  void aHeaderBeyondTheLimitIsRefusedEvenIfTheFileIsLong() throws Exception {
    Path path = file(new byte[24]);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(1L << 34); // a hole, which takes no space
      file.writeLong(Long.reverseBytes(1L << 33));
    }
    refused(path, "its header claims " + (1L << 33) + " bytes");
  }

  /** A hole of 4 GiB behind a header that describes 1 GiB twice: refused, not read. */
  @Test
  void overlapsAreFoundBeforeMemoryIsReserved() throws Exception {
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1073741824],\"data_offsets\":[0,1073741824]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[1073741824],\"data_offsets\":[1,1073741825]}}";
    Path path = file(header, 0);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(1L << 32);
    }
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    refused(path, "b overlaps or leaves a gap");
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(50L << 20);
  }

  @Test
  void everyTruncationAndExtensionIsRefused() throws Exception {
    Path file = folder.resolve("w.safetensors");
    everyType().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      refused(file(Arrays.copyOf(whole, length)), "");
    }
    refused(file(Arrays.copyOf(whole, whole.length + 1)), "its length does not fit its header");
  }

  private static void refused(Path file, String problem) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("w.safetensors is damaged: ")
        .hasMessageContaining(problem);
  }
}
