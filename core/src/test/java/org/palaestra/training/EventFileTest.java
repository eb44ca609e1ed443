package org.palaestra.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read back with Google's protocol buffers and a CRC-32C bit by bit. */
final class EventFileTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills what it marks
  EventFileTest() {}

  record Scalar(double time, long step, String tag, float value) {}

  /** The records of a file; each sum is checked. */
  private static List<UnknownFieldSet> events(byte[] bytes) throws InvalidProtocolBufferException {
    List<UnknownFieldSet> events = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      byte[] length = new byte[8];
      buffer.get(length);
      assertThat(buffer.getInt()).isEqualTo(masked(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      buffer.get(data);
      assertThat(buffer.getInt()).isEqualTo(masked(data));
      events.add(UnknownFieldSet.parseFrom(data));
    }
    return events;
  }

  private static int masked(byte[] data) {
    int sum = -1;
    for (byte one : data) {
      sum ^= one & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        sum = (sum >>> 1) ^ ((sum & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    int crc = ~sum;
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  static List<Scalar> scalars(Path file) throws Exception {
    List<UnknownFieldSet> events = events(Files.readAllBytes(file));
    UnknownFieldSet first = events.get(0);
    assertThat(first.getField(3).getLengthDelimitedList())
        .containsExactly(ByteString.copyFrom("brain.Event:2", UTF_8));
    List<Scalar> scalars = new ArrayList<>();
    for (UnknownFieldSet event : events.subList(1, events.size())) {
      UnknownFieldSet summary =
          UnknownFieldSet.parseFrom(event.getField(5).getLengthDelimitedList().get(0));
      UnknownFieldSet value =
          UnknownFieldSet.parseFrom(summary.getField(1).getLengthDelimitedList().get(0));
      scalars.add(
          new Scalar(
              Double.longBitsToDouble(event.getField(1).getFixed64List().get(0)),
              event.getField(2).getVarintList().get(0),
              value.getField(1).getLengthDelimitedList().get(0).toStringUtf8(),
              Float.intBitsToFloat(value.getField(2).getFixed32List().get(0))));
    }
    return scalars;
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Path file = folder.resolve("events");
    try (EventFile events = EventFile.open(file, 0, 1.5e9)) {
      events.write("episode/return", 0, -1.5, 1.5e9 + 0.25);
      events.write("Verlust/π", 5_000_000_000L, 1e30, 1.5e9 + 1);
      events.write("x".repeat(300), 127, Double.NaN, 1.5e9 + 2);
    }
    assertThat(scalars(file))
        .containsExactly(
            new Scalar(1.5e9 + 0.25, 0, "episode/return", -1.5f),
            new Scalar(1.5e9 + 1, 5_000_000_000L, "Verlust/π", 1e30f),
            new Scalar(1.5e9 + 2, 127, "x".repeat(300), Float.NaN));
  }

  @Test
  void whatWasWrittenAfterTheCheckpointIsDropped() throws Exception {
    Path file = folder.resolve("events");
    try (EventFile events = EventFile.open(file, 0, 1)) {
      for (int step = 100; step <= 500; step += 100) {
        events.write("a", step, step, 2);
      }
    }
    try (EventFile events = EventFile.open(file, 300, 3)) {
      events.write("a", 400, -1, 4);
    }
    assertThat(scalars(file)).extracting(Scalar::step).containsExactly(100L, 200L, 300L, 400L);
    assertThat(scalars(file).get(3).value()).isEqualTo(-1);
  }

  /** As a process leaves it that is killed at any byte. */
  @Test
  void whateverIsCutShortTheWholeRecordsStay() throws Exception {
    Path file = folder.resolve("events");
    try (EventFile events = EventFile.open(file, 0, 1)) {
      for (int step = 1; step <= 5; step++) {
        events.write("a", step, step, 2);
      }
    }
    byte[] whole = Files.readAllBytes(file);
    int record = (whole.length - events(whole).get(0).getSerializedSize() - 16) / 5;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      EventFile.open(file, 9, 1).close();
      int left = Math.max(0, 5 - (whole.length - length + record - 1) / record);
      assertThat(scalars(file)).hasSize(left);
    }
  }

  @Test
  void noiseIsWrittenAnew() throws Exception {
    Path file = Files.write(folder.resolve("events"), new byte[] {1, 2, 3, -1, -1, -1, -1, -1, 9});
    EventFile.open(file, 9, 1).close();
    assertThat(scalars(file)).isEmpty();
  }
}
