package org.palaestra.random;

import java.util.random.RandomGenerator;

/**
 * A pseudo-random stream whose whole state is four words, so that it can be saved and restored.
 *
 * <p>The generator is xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2021), seeded through SplitMix64. The derived numbers are defined here rather than
 * left to the Java release, so that a seed gives the same numbers on every Java.
 */
public final class RandomStream implements RandomGenerator {

  /** Number of words that {@link #save} writes. */
  public static final int STATE_SIZE = 4;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** A stream that starts from {@code seed}. */
  public RandomStream(long seed) {
    reseed(seed);
  }

  /** Starts again as a new stream of {@code seed} would. */
  public void reseed(long seed) {
    long z = seed + Mixing.GOLDEN;
    s0 = Mixing.splitMix(z);
    z += Mixing.GOLDEN;
    s1 = Mixing.splitMix(z);
    z += Mixing.GOLDEN;
    s2 = Mixing.splitMix(z);
    z += Mixing.GOLDEN;
    s3 = Mixing.splitMix(z);
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /**
   * A whole number from 0 to {@code bound} − 1, each equally likely (Lemire, "Fast random integer
   * generation in an interval", 2019).
   *
   * @throws IllegalArgumentException if {@code bound} is not positive
   */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, got " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    int low = (int) product;
    if (Integer.compareUnsigned(low, bound) < 0) {
      int threshold = Integer.remainderUnsigned(-bound, bound);
      while (Integer.compareUnsigned(low, threshold) < 0) {
        product = (nextLong() >>> 32) * bound;
        low = (int) product;
      }
    }
    return (int) (product >>> 32);
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** A float from [0, 1) with 24 random bits. */
  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** A double from [0, 1) with 53 random bits. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * A standard normal number by Marsaglia's polar method. The second number of each pair is
   * dropped, so that the four words remain the whole state.
   */
  @Override
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double square = u * u + v * v;
      if (square < 1 && square != 0) {
        return u * Math.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /** Writes the state to {@code out[offset … offset + 3]}. */
  public void save(long[] out, int offset) {
    out[offset] = s0;
    out[offset + 1] = s1;
    out[offset + 2] = s2;
    out[offset + 3] = s3;
  }

  /**
   * Takes over a state that {@link #save} wrote.
   *
   * @throws IllegalArgumentException if all four words are 0, which no stream reaches
   */
  public void restore(long[] state, int offset) {
    if ((state[offset] | state[offset + 1] | state[offset + 2] | state[offset + 3]) == 0) {
      throw new IllegalArgumentException("a random stream's state cannot be all zeros");
    }
    s0 = state[offset];
    s1 = state[offset + 1];
    s2 = state[offset + 2];
    s3 = state[offset + 3];
  }
}
