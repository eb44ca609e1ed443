package org.palaestra.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A state in a file.
 *
 * <p>The file is a {@linkplain Safetensors safetensors file}, so that any language reads the
 * weights. Its metadata holds the SHA-256 of the content, which {@link #read} recomputes: a changed
 * or truncated file is refused before anything of it is used.
 */
public final class Checkpoint {

  static final String FORMAT = "palaestra-checkpoint";
  static final int VERSION = 1;

  private final String hash;
  private final Safetensors content;

  private Checkpoint(String hash, Safetensors content) {
    this.hash = hash;
    this.content = content;
  }

  /** SHA-256 of the content: names, types, shapes and values. */
  public String hash() {
    return hash;
  }

  /** The values. */
  public StateReader state() {
    return new CheckpointReader("", content.tensors());
  }

  /** The same values as tensors with their shapes, to take some of them over by name. */
  public Safetensors content() {
    return content;
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
    Safetensors content = Safetensors.read(file);
    String format = content.metadata().getOrDefault("format", "");
    if (!format.equals(FORMAT)) {
      throw new DamagedFileException(file, "it is no checkpoint of this platform");
    }
    String version = content.metadata().getOrDefault("version", "");
    if (!version.equals(Integer.toString(VERSION))) {
      throw new DamagedFileException(
          file,
          "it is of version %s, and this program reads version %d".formatted(version, VERSION));
    }
    MessageDigest digest = sha256();
    for (StoredTensor tensor : content.tensors().values()) {
      digest.update(SafetensorsWriter.signature(tensor.name(), tensor.type(), tensor.shape()));
      digest.update(tensor.elements());
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    if (!hash.equals(content.metadata().get("sha256"))) {
      throw new DamagedFileException(file, "its content does not have the hash it names");
    }
    return new Checkpoint(hash, content);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
