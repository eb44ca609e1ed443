package org.palaestra.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Collects the state of a checkpoint, with names below one another. */
final class CheckpointWriter implements StateWriter {

  private final String prefix;
  private final SafetensorsWriter file;

  CheckpointWriter() {
    this("", new SafetensorsWriter());
  }

  private CheckpointWriter(String prefix, SafetensorsWriter file) {
    this.prefix = prefix;
    this.file = file;
  }

  @Override
  public StateWriter in(String name) {
    return new CheckpointWriter(prefix + name + "/", file);
  }

  @Override
  public void floats(String name, float[] values, int... shape) {
    file.floats(prefix + name, values, shape);
  }

  @Override
  public void doubles(String name, double[] values) {
    file.doubles(prefix + name, values);
  }

  @Override
  public void longs(String name, long[] values) {
    file.longs(prefix + name, values);
  }

  @Override
  public void ints(String name, int[] values) {
    file.ints(prefix + name, values);
  }

  @Override
  public void bytes(String name, byte[] values) {
    file.bytes(prefix + name, values);
  }

  @Override
  public void booleans(String name, boolean[] values) {
    file.booleans(prefix + name, values);
  }

  /** SHA-256 over names, types, shapes and values. */
  String hash() {
    MessageDigest digest = Checkpoint.sha256();
    file.digest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  void write(Path path, String hash) throws IOException {
    file.metadata("format", Checkpoint.FORMAT)
        .metadata("version", Integer.toString(Checkpoint.VERSION))
        .metadata("sha256", hash)
        .write(path);
  }
}
