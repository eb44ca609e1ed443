package org.palaestra.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.palaestra.store.AtomicFile;

/**
 * Metrics as TensorBoard reads them: a file of TFRecords, each an {@code Event} message of
 * TensorFlow's {@code event.proto} with a wall time, a step and one scalar.
 *
 * <p>A record is the length of its data in 8 bytes, a masked CRC-32C of that, the data, and a
 * masked CRC-32C of the data, the least significant byte first.
 */
final class EventFile implements Closeable {

  private static final String VERSION = "brain.Event:2";
  private static final int LONGEST_RECORD = 1 << 20;

  // Fields of Event, Summary and Summary.Value, with the kind of each.
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int WALL_TIME = (1 << 3) | FIXED_64;
  private static final int STEP = 2 << 3;
  private static final int FILE_VERSION = (3 << 3) | BYTES;
  private static final int SUMMARY = (5 << 3) | BYTES;
  private static final int VALUE = (1 << 3) | BYTES;
  private static final int TAG = (1 << 3) | BYTES;
  private static final int SIMPLE_VALUE = (2 << 3) | FIXED_32;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Opens a file to append to, without what a process wrote after {@code step} before it was
   * killed.
   *
   * @param seconds now, since 1970
   */
  static EventFile open(Path file, long step, double seconds) throws IOException {
    byte[] kept = Files.isRegularFile(file) ? upTo(Files.readAllBytes(file), step) : new byte[0];
    if (kept.length == 0) {
      kept = record(version(seconds));
    }
    byte[] content = kept;
    AtomicFile.write(file, out -> out.write(content));
    return new EventFile(
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND)));
  }

  /** The whole records before the first of a later step, or that is not whole. */
  private static byte[] upTo(byte[] bytes, long step) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    while (buffer.remaining() >= 16) {
      long length = buffer.getLong();
      buffer.getInt();
      if (length < 0 || length > LONGEST_RECORD || length + 4 > buffer.remaining()) {
        break;
      }
      byte[] data = new byte[(int) length];
      buffer.get(data);
      if (buffer.getInt() != masked(data) || step(data) > step) {
        break;
      }
      end = buffer.position();
    }
    return Arrays.copyOf(bytes, end);
  }

  /** The step of an event as this class writes it: behind the wall time. */
  private static long step(byte[] event) {
    if (event.length < 11 || event[9] != STEP) {
      return 0; // the event that tells the version
    }
    long step = 0;
    for (int i = 10, shift = 0; i < event.length && shift < 64; i++, shift += 7) {
      step |= (long) (event[i] & 0x7f) << shift;
      if (event[i] >= 0) {
        break;
      }
    }
    return step;
  }

  /** Appends a scalar. */
  void write(String name, long step, double value, double seconds) throws IOException {
    ByteArrayOutputStream scalar = new ByteArrayOutputStream();
    bytes(scalar, TAG, name.getBytes(UTF_8));
    scalar.write(SIMPLE_VALUE);
    scalar.writeBytes(little(4).putFloat((float) value).array());
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    bytes(summary, VALUE, scalar.toByteArray());
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.write(WALL_TIME);
    event.writeBytes(little(8).putDouble(seconds).array());
    event.write(STEP);
    varint(event, step);
    bytes(event, SUMMARY, summary.toByteArray());
    out.write(record(event.toByteArray()));
  }

  private static byte[] version(double seconds) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.write(WALL_TIME);
    event.writeBytes(little(8).putDouble(seconds).array());
    bytes(event, FILE_VERSION, VERSION.getBytes(UTF_8));
    return event.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
    out.write(field);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static byte[] record(byte[] data) {
    byte[] length = little(8).putLong(data.length).array();
    return little(16 + data.length)
        .put(length)
        .putInt(masked(length))
        .put(data)
        .putInt(masked(data))
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Masked, so that the sum of data that holds a sum is no special case. */
  private static int masked(byte[] data) {
    CRC32C sum = new CRC32C();
    sum.update(data, 0, data.length);
    return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
