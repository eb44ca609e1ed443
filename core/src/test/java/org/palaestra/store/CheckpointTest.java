package org.palaestra.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private final Path folder;

  CheckpointTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Something to save, as a lambda. */
  private static Stateful saving(Consumer<StateWriter> body) {
    return new Stateful() {
      @Override
      public void save(StateWriter out) {
        body.accept(out);
      }

      @Override
      public void restore(StateReader in) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static final Stateful SMALL =
      saving(
          out -> {
            out.floats("weights", new float[] {1, -2.5f, Float.NaN, Float.MIN_VALUE, 0, 7}, 2, 3);
            out.in("optimiser").longs("steps", new long[] {Long.MIN_VALUE, 5});
            out.bytes("empty", new byte[0]);
          });

  private Checkpoint written(Stateful object) throws IOException {
    Path file = folder.resolve("a.safetensors");
    String hash = Checkpoint.write(file, object);
    Checkpoint read = Checkpoint.read(file);
    assertThat(read.hash()).isEqualTo(hash).matches("[0-9a-f]{64}");
    return read;
  }

  @Test
  void everyTypeComesBackBitForBit() throws Exception {
    Random random = new Random(1);
    // Longer than the buffer that it is written through.
    float[] floats = new float[40_000];
    double[] doubles = new double[40_000];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
      doubles[i] = Double.longBitsToDouble(random.nextLong());
    }
    long[] longs = random.longs(20_000).toArray();
    int[] ints = random.ints(20_000).toArray();
    byte[] bytes = new byte[100_000];
    random.nextBytes(bytes);
    boolean[] booleans = new boolean[70_000];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] = random.nextBoolean();
    }
    StateReader in =
        written(
                saving(
                    out -> {
                      out.floats("a", floats, 200, 200);
                      out.doubles("b", doubles);
                      out.longs("c", longs);
                      out.in("x").in("y").ints("d", ints);
                      out.bytes("e", bytes);
                      out.booleans("f", booleans);
                      out.integer("g", -3);
                      out.number("h", 0.1);
                      out.object("i", SMALL);
                    }))
            .state();
    float[] floatsBack = new float[floats.length];
    in.floats("a", floatsBack);
    for (int i = 0; i < floats.length; i++) {
      assertThat(Float.floatToRawIntBits(floatsBack[i]))
          .isEqualTo(Float.floatToRawIntBits(floats[i]));
    }
    double[] doublesBack = new double[doubles.length];
    in.doubles("b", doublesBack);
    assertThat(Arrays.equals(doublesBack, doubles)).isTrue();
    long[] longsBack = new long[longs.length];
    in.longs("c", longsBack);
    assertThat(longsBack).isEqualTo(longs);
    int[] intsBack = new int[ints.length];
    in.in("x").in("y").ints("d", intsBack);
    assertThat(intsBack).isEqualTo(ints);
    byte[] bytesBack = new byte[bytes.length];
    in.bytes("e", bytesBack);
    assertThat(bytesBack).isEqualTo(bytes);
    boolean[] booleansBack = new boolean[booleans.length];
    in.booleans("f", booleansBack);
    assertThat(booleansBack).isEqualTo(booleans);
    assertThat(in.integer("g")).isEqualTo(-3);
    assertThat(in.number("h")).isEqualTo(0.1);
    assertThat(in.in("i").length("weights")).isEqualTo(6);
    assertThat(in.has("a")).isTrue();
    assertThat(in.has("x")).isFalse();
  }

  @Test
  void stateThatDoesNotFitIsNamed() throws Exception {
    StateReader in = written(SMALL).state();
    assertThatThrownBy(() -> in.floats("weights", new float[5]))
        .isInstanceOf(MismatchException.class)
        .hasMessage("weights has 6 elements in the checkpoint, but 5 here");
    assertThatThrownBy(() -> in.in("optimiser").ints("steps", new int[2]))
        .isInstanceOf(MismatchException.class)
        .hasMessage("optimiser/steps is I64 in the checkpoint, but I32 here");
    assertThatThrownBy(() -> in.in("optimiser").integer("rate"))
        .isInstanceOf(MismatchException.class)
        .hasMessage("the checkpoint holds no optimiser/rate");
  }

  /** Against https://huggingface.co/docs/safetensors: length, header, data, nothing else. */
  @Test
  void fileIsLaidOutAsSafetensors() throws Exception {
    String hash = written(SMALL).hash();
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.safetensors")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong();
    byte[] text = new byte[length];
    file.get(text);
    assertThat(text[0]).isEqualTo((byte) '{');
    assertThat((8 + length) % 8).isZero();
    JsonNode header = Json.parse(new String(text, UTF_8));
    assertThat(header)
        .isEqualTo(
            Json.parse(
                """
                {"__metadata__":
                   {"format":"palaestra-checkpoint","version":"1","sha256":"%s"},
                 "empty": {"dtype":"U8","shape":[0],"data_offsets":[0,0]},
                 "optimiser/steps": {"dtype":"I64","shape":[2],"data_offsets":[0,16]},
                 "weights": {"dtype":"F32","shape":[2,3],"data_offsets":[16,40]}}
                """
                    .formatted(hash)));
    assertThat(file.remaining()).isEqualTo(40);
    assertThat(file.getLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(file.getLong()).isEqualTo(5);
    assertThat(file.getFloat()).isEqualTo(1);
    assertThat(file.getFloat()).isEqualTo(-2.5f);
    assertThat(file.getFloat()).isNaN();
  }

  @Test
  void hashDoesNotDependOnTheOrderOfSaving() {
    Stateful one =
        saving(
            out -> {
              out.integer("a", 1);
              out.number("b", 2);
            });
    Stateful other =
        saving(
            out -> {
              out.number("b", 2);
              out.integer("a", 1);
            });
    assertThat(Checkpoint.hashOf(one)).isEqualTo(Checkpoint.hashOf(other));
  }

  @Test
  void hashDependsOnNamesTypesShapesAndValues() {
    String hash = Checkpoint.hashOf(saving(out -> out.floats("a", new float[4], 2, 2)));
    assertThat(Checkpoint.hashOf(saving(out -> out.floats("b", new float[4], 2, 2))))
        .isNotEqualTo(hash);
    assertThat(Checkpoint.hashOf(saving(out -> out.ints("a", new int[4])))).isNotEqualTo(hash);
    assertThat(Checkpoint.hashOf(saving(out -> out.floats("a", new float[4], 4))))
        .isNotEqualTo(hash);
    assertThat(Checkpoint.hashOf(saving(out -> out.floats("a", new float[] {0, 0, 0, -0f}, 2, 2))))
        .isNotEqualTo(hash);
  }

  @Test
  void writerRefusesWhatCouldNotBeRead() {
    assertThatThrownBy(() -> Checkpoint.hashOf(saving(out -> out.floats("a", new float[4], 3))))
        .hasMessage("a has 4 elements, but its shape says 3");
    assertThatThrownBy(
            () ->
                Checkpoint.hashOf(
                    saving(
                        out -> {
                          out.integer("a", 1);
                          out.integer("a", 1);
                        })))
        .hasMessage("a is saved twice");
  }

  // ---- damage

  @Test
  void everyTruncationIsRefused() throws Exception {
    written(SMALL);
    byte[] whole = Files.readAllBytes(folder.resolve("a.safetensors"));
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length), "cut to " + length + " bytes");
    }
    refused(Arrays.copyOf(whole, whole.length + 1), "one byte too long");
  }

  @Test
  void everyFlippedByteIsRefused() throws Exception {
    written(SMALL);
    byte[] whole = Files.readAllBytes(folder.resolve("a.safetensors"));
    for (int i = 0; i < whole.length; i++) {
      for (int flip : new int[] {1 << (i % 8), 0xff}) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) flip;
        refused(damaged, "byte %d changed by %d".formatted(i, flip));
      }
    }
  }

  @Test
  void everyByteReplacedIsRefusedOrChangesNothing() throws Exception {
    String hash = written(SMALL).hash();
    byte[] whole = Files.readAllBytes(folder.resolve("a.safetensors"));
    Path file = folder.resolve("b.safetensors");
    for (int i = 0; i < whole.length; i++) {
      for (int value : new int[] {'9', 'e', '"', '\n'}) {
        byte[] damaged = whole.clone();
        damaged[i] = (byte) value;
        Files.write(file, damaged);
        try {
          // White space for white space is the same header.
          assertThat(Checkpoint.read(file).hash()).isEqualTo(hash);
        } catch (DamagedFileException e) {
          assertThat(e).hasMessageContaining("is damaged");
        }
      }
    }
  }

  private void refused(byte[] content, String what) throws IOException {
    Path file = folder.resolve("b.safetensors");
    Files.write(file, content);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .as(what)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("b.safetensors is damaged: ");
  }

  @Test
  void headerThatLiesIsRefusedWithoutBelievingIt() throws Exception {
    String meta = "\"__metadata__\":{\"format\":\"palaestra-checkpoint\",\"version\":\"1\"}";
    for (String header :
        new String[] {
          "{"
              + meta
              + ",\"a\":{\"dtype\":\"U8\",\"shape\":[2147483647],\"data_offsets\":[0,2147483647]}}",
          "{"
              + meta
              + ",\"a\":{\"dtype\":\"U8\",\"shape\":[65536,65536,65536],\"data_offsets\":[0,0]}}",
          "{" + meta + ",\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,-1]}}",
          "{" + meta + ",\"a\":{\"dtype\":\"U8\",\"shape\":[1.5],\"data_offsets\":[0,1]}}",
          "{"
              + meta
              + ",\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
              + "\"data_offsets\":[9223372036854775807,-9223372036854775805]}}",
          "{" + meta + ",\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}",
          "{"
              + meta
              + ",\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
              + "\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
          "{" + meta + ",\"a\":3}",
          "{" + meta + ",\"a\":{\"dtype\":{},\"shape\":{},\"data_offsets\":{\"x\":1,\"y\":2}}}",
          "{" + meta + ",\"a\":[[[[" + "[".repeat(5000) + "]}",
          "[]",
          "{}",
          "",
        }) {
      byte[] bytes = header.getBytes(UTF_8);
      ByteBuffer file = ByteBuffer.allocate(16 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
      file.putLong(bytes.length).put(bytes);
      refused(file.array(), header.substring(0, Math.min(150, header.length())));
    }
    for (long length : new long[] {-1, 0, 1, 17, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      ByteBuffer file = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      refused(file.putLong(length).array(), "a header of " + length);
    }
  }

  @Test
  void otherVersionAndOtherProgramAreNamed() throws Exception {
    written(SMALL);
    String text = Files.readString(folder.resolve("a.safetensors"), ISO_8859_1);
    Path file = folder.resolve("b.safetensors");
    Files.writeString(file, text.replace("\"version\":\"1\"", "\"version\":\"9\""), ISO_8859_1);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessageContaining("it is of version 9, and this program reads version 1");
    Files.writeString(
        file, text.replace("palaestra-checkpoint", "palaestra_checkpoint"), ISO_8859_1);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessageContaining("no checkpoint of this platform");
    assertThatThrownBy(() -> Checkpoint.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatCode(() -> Checkpoint.read(folder.resolve("a.safetensors")))
        .doesNotThrowAnyException();
  }
}
