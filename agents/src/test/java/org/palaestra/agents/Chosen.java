package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.StateReader;
import org.palaestra.store.Stateful;

/** Passes a checkpoint on, but for numbers that a test has chosen. */
public final class Chosen implements StateReader {

  private final StateReader stored;
  private final String path; // empty or with a slash at its end
  private final Map<String, float[]> floats;
  private final Map<String, double[]> doubles;

  private Chosen(
      StateReader stored, String path, Map<String, float[]> floats, Map<String, double[]> doubles) {
    this.stored = stored;
    this.path = path;
    this.floats = floats;
    this.doubles = doubles;
  }

  /**
   * Writes and restores an object, but for some numbers.
   *
   * @param floats by their names in the checkpoint, such as {@code online/head.bias}; names that it
   *     does not have are passed over
   * @param doubles likewise
   */
  public static void restore(
      Stateful object, Path file, Map<String, float[]> floats, Map<String, double[]> doubles)
      throws IOException {
    Checkpoint.write(file, object);
    object.restore(new Chosen(Checkpoint.read(file).state(), "", floats, doubles));
  }

  @Override
  public StateReader in(String name) {
    return new Chosen(stored.in(name), path + name + "/", floats, doubles);
  }

  @Override
  public boolean has(String name) {
    return stored.has(name);
  }

  @Override
  public void only(Set<String> names) {
    stored.only(names);
  }

  @Override
  public void floats(String name, float[] into) {
    float[] chosen = floats.get(path + name);
    if (chosen == null) {
      stored.floats(name, into);
    } else {
      assertThat(into).as(name).hasSameSizeAs(chosen);
      System.arraycopy(chosen, 0, into, 0, into.length);
    }
  }

  @Override
  public void doubles(String name, double[] into) {
    double[] chosen = doubles.get(path + name);
    if (chosen == null) {
      stored.doubles(name, into);
    } else {
      assertThat(into).as(name).hasSameSizeAs(chosen);
      System.arraycopy(chosen, 0, into, 0, into.length);
    }
  }

  @Override
  public void longs(String name, long[] into) {
    stored.longs(name, into);
  }

  @Override
  public void ints(String name, int[] into) {
    stored.ints(name, into);
  }

  @Override
  public void bytes(String name, byte[] into) {
    stored.bytes(name, into);
  }

  @Override
  public void booleans(String name, boolean[] into) {
    stored.booleans(name, into);
  }

  @Override
  public int length(String name) {
    return stored.length(name);
  }
}
