package org.palaestra.random;

/**
 * Every source of chance in a run, derived from one root seed.
 *
 * <p>Streams have names, so that a new consumer of randomness does not shift the numbers that the
 * others see. Streams of different names or indices are independent for all practical purposes.
 *
 * @param root the root seed
 */
public record RandomStreams(long root) {

  /** Seeds of training episodes. */
  public static final String EPISODE = "episode";

  /** Choices of exploring actors, one stream a copy. */
  public static final String EXPLORATION = "exploration";

  /** Draws from replay memories. */
  public static final String REPLAY = "replay";

  /** Initial weights. */
  public static final String INITIALISATION = "initialisation";

  /** Seeds of evaluation episodes, never shared with training. */
  public static final String EVALUATION = "evaluation";

  /** The seed of the stream {@code name}, {@code index}. */
  public long seed(String name, long... index) {
    long seed = Mixing.splitMix(root + Mixing.GOLDEN) ^ Mixing.hash(name);
    for (long i : index) {
      seed = Mixing.splitMix(seed + Mixing.GOLDEN) + i;
    }
    return Mixing.splitMix(seed + Mixing.GOLDEN);
  }

  /** A new stream {@code name}, {@code index}. */
  public RandomStream stream(String name, long... index) {
    return new RandomStream(seed(name, index));
  }

  /** A family of streams below this one, for a component that needs several of its own. */
  public RandomStreams child(String name, long... index) {
    return new RandomStreams(seed(name, index));
  }
}
