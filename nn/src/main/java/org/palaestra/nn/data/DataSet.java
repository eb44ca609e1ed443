package org.palaestra.nn.data;

import java.util.random.RandomGenerator;

/**
 * Samples, each a row of inputs and a row of targets. Pictures and sequences are rows of all their
 * numbers.
 */
public final class DataSet {

  private final int size;
  private final int inputWidth;
  private final int targetWidth;
  private final float[] inputs;
  private final float[] targets;

  /**
   * With the arrays themselves, which must not change any more.
   *
   * @param size number of samples, at least 1
   * @param inputs {@code [size, inputs of a sample]}
   * @param targets {@code [size, targets of a sample]}; empty if there are none
   */
  public DataSet(int size, float[] inputs, float[] targets) {
    if (size < 1 || inputs.length % size != 0 || targets.length % size != 0) {
      throw new IllegalArgumentException(
          "%d inputs and %d targets are no rows of %d samples"
              .formatted(inputs.length, targets.length, size));
    }
    this.size = size;
    this.inputs = inputs;
    this.targets = targets;
    inputWidth = inputs.length / size;
    targetWidth = targets.length / size;
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /** Inputs of a sample. */
  public int inputWidth() {
    return inputWidth;
  }

  /** Targets of a sample. */
  public int targetWidth() {
    return targetWidth;
  }

  /** Copies the inputs of one sample to {@code into[offset …]}. */
  public void input(int sample, float[] into, int offset) {
    System.arraycopy(inputs, sample * inputWidth, into, offset, inputWidth);
  }

  /** Copies the targets of one sample to {@code into[offset …]}. */
  public void target(int sample, float[] into, int offset) {
    System.arraycopy(targets, sample * targetWidth, into, offset, targetWidth);
  }

  /** A copy of the listed samples, in that order; one may be listed several times. */
  public DataSet select(int... samples) {
    float[] x = new float[Math.multiplyExact(samples.length, inputWidth)];
    float[] y = new float[Math.multiplyExact(samples.length, targetWidth)];
    for (int i = 0; i < samples.length; i++) {
      input(samples[i], x, i * inputWidth);
      target(samples[i], y, i * targetWidth);
    }
    return new DataSet(samples.length, x, y);
  }

  /**
   * As many samples, each drawn from all with replacement (Efron, "Bootstrap methods: another look
   * at the jackknife", 1979): about 63 % of them are in it.
   */
  public DataSet resample(RandomGenerator random) {
    int[] drawn = new int[size];
    for (int i = 0; i < size; i++) {
      drawn[i] = random.nextInt(size);
    }
    return select(drawn);
  }
}
