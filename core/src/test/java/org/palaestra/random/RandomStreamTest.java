package org.palaestra.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

  private static RandomStream of(long... state) {
    RandomStream stream = new RandomStream(0);
    stream.restore(state, 0);
    return stream;
  }

  /** The first two outputs by hand from the published recurrence. */
  @Test
  void outputsAreThoseOfXoshiro256PlusPlus() {
    RandomStream stream = of(1, 2, 3, 4);
    // rotl(1 + 4, 23) + 1
    assertThat(stream.nextLong()).isEqualTo(5L * (1 << 23) + 1).isEqualTo(41943041L);
    // s2 = 3^1 = 2, s3 = 4^2 = 6, s1 = 2^2 = 0, s0 = 1^6 = 7, s2 ^= 2<<17, s3 = rotl(6, 45)
    long[] state = new long[4];
    stream.save(state, 0);
    assertThat(state).containsExactly(7, 0, 2 + (2L << 17), 6L << 45);
    // rotl(7 + 6·2⁴⁵, 23) + 7: 7 moves to bit 23; 6·2⁴⁵ = 3·2⁴⁶ wraps to 3·2⁵
    assertThat(stream.nextLong()).isEqualTo((7L << 23) + (3L << 5) + 7).isEqualTo(58720359L);
    // Third and fourth: the recurrence in integers of any size, computed elsewhere.
    assertThat(stream.nextLong()).isEqualTo(3588806011781223L);
    assertThat(stream.nextLong()).isEqualTo(3591011842654386L);
  }

  @Test
  void seedIsSpreadBySplitMix64() {
    long[] state = new long[4];
    new RandomStream(0).save(state, 0);
    // The first outputs of SplitMix64 from 0, as published with it.
    assertThat(state)
        .startsWith(0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL)
        .endsWith(0xf88bb8a8724c81ecL);
  }

  @Test
  void restoredStreamGoesOn() {
    RandomStream stream = new RandomStream(42);
    for (int i = 0; i < 10; i++) {
      stream.nextGaussian();
    }
    long[] state = new long[6];
    stream.save(state, 1);
    RandomStream other = new RandomStream(7);
    other.restore(state, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(other.nextGaussian()).isEqualTo(stream.nextGaussian());
      assertThat(other.nextInt(17)).isEqualTo(stream.nextInt(17));
      assertThat(other.nextBoolean()).isEqualTo(stream.nextBoolean());
    }
  }

  @Test
  void sameSeedGivesTheSameNumbers() {
    RandomStream one = new RandomStream(5);
    RandomStream two = new RandomStream(6);
    long different = two.nextLong();
    two.reseed(5);
    long first = one.nextLong();
    assertThat(two.nextLong()).isEqualTo(first).isNotEqualTo(different);
  }

  @Test
  void stateOfZerosIsRefused() {
    assertThatThrownBy(() -> of(0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all zeros");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 0x4000_0001, Integer.MAX_VALUE})
  void boundedIntsAreUniform(int bound) {
    RandomStream stream = new RandomStream(bound);
    int bins = Math.min(bound, 8);
    int draws = 80_000;
    int[] counts = new int[bins];
    for (int i = 0; i < draws; i++) {
      int value = stream.nextInt(bound);
      assertThat(value).isBetween(0, bound - 1);
      counts[(int) ((long) value * bins / bound)]++;
    }
    for (int bin = 0; bin < bins; bin++) {
      // Number of values that fall into this bin, for bounds that 8 does not divide.
      double share =
          (ceil((bin + 1L) * bound, bins) - ceil((long) bin * bound, bins)) / (double) bound;
      assertThat((double) counts[bin]).isCloseTo(share * draws, within(6 * Math.sqrt(draws)));
    }
    assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("must be positive, got 0");
  }

  private static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }

  @Test
  void fractionsAreFromZeroToBelowOne() {
    RandomStream stream = new RandomStream(3);
    double sum = 0;
    double squares = 0;
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      double value = stream.nextDouble();
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat(stream.nextFloat()).isGreaterThanOrEqualTo(0).isLessThan(1);
      double gaussian = stream.nextGaussian();
      sum += gaussian;
      squares += gaussian * gaussian;
    }
    assertThat(sum / draws).isCloseTo(0, within(6 / Math.sqrt(draws)));
    assertThat(squares / draws).isCloseTo(1, within(6 * Math.sqrt(2.0 / draws)));
  }

  @Test
  void namedStreamsDoNotMeet() {
    Set<Long> seeds = new HashSet<>();
    int made = 0;
    for (long root = -2; root < 3; root++) {
      RandomStreams streams = new RandomStreams(root);
      for (String name : new String[] {"episode", "exploration", "evaluation", "replay", ""}) {
        seeds.add(streams.seed(name));
        made++;
        for (int i = 0; i < 20; i++) {
          seeds.add(streams.seed(name, i));
          for (int j = 0; j < 20; j++) {
            seeds.add(streams.seed(name, i, j));
            made++;
          }
          made++;
        }
      }
    }
    assertThat(seeds).hasSize(made);
  }

  @Test
  void namedStreamsAreUncorrelated() {
    RandomStreams streams = new RandomStreams(1);
    RandomStream episode = streams.stream(RandomStreams.EPISODE, 0, 0);
    RandomStream next = streams.stream(RandomStreams.EPISODE, 0, 1);
    RandomStream child = streams.child(RandomStreams.EPISODE).stream("0");
    int draws = 100_000;
    double product = 0;
    double other = 0;
    for (int i = 0; i < draws; i++) {
      double centred = episode.nextDouble() - 0.5;
      product += centred * (next.nextDouble() - 0.5);
      other += centred * (child.nextDouble() - 0.5);
    }
    double deviation = Math.sqrt(draws) / 12;
    assertThat(product).isCloseTo(0, within(6 * deviation));
    assertThat(other).isCloseTo(0, within(6 * deviation));
  }

  @Test
  void sameNameGivesTheSameStream() {
    assertThat(new RandomStreams(9).stream("x", 3).nextLong())
        .isEqualTo(new RandomStreams(9).stream("x", 3).nextLong());
    assertThat(new RandomStreams(9).child("x", 3).seed("y"))
        .isEqualTo(new RandomStreams(new RandomStreams(9).seed("x", 3)).seed("y"));
  }
}
