package org.palaestra.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palaestra.random.RandomStream;

final class AugmentationTest {

  /** 2 rows, 3 columns, 2 channels: 10·row + column, and the same negated. */
  private static final Picture SHAPE = new Picture(2, 3, 2);

  private static final float[] PICTURE = {0, -0f, 1, -1, 2, -2, 10, -10, 11, -11, 12, -12};

  private final RandomStream random = new RandomStream(8);

  private float[] apply(Augmentation augmentation) {
    float[] in = new float[PICTURE.length + 1];
    System.arraycopy(PICTURE, 0, in, 1, PICTURE.length);
    Picture output = augmentation.output(SHAPE);
    float[] out = new float[output.size() + 2];
    Arrays.fill(out, 77);
    augmentation.apply(SHAPE, in, 1, out, 1, random);
    assertThat(out[0]).as("outside").isEqualTo(77);
    assertThat(out[out.length - 1]).as("outside").isEqualTo(77);
    return Arrays.copyOfRange(out, 1, out.length - 1);
  }

  /** The first channel. */
  private static List<Integer> first(float[] picture) {
    Integer[] values = new Integer[picture.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) picture[2 * i];
      assertThat(picture[2 * i + 1]).as("channels stay together").isEqualTo(-values[i]);
    }
    return List.of(values);
  }

  @Test
  void shiftsAreAllEquallyLikelyAndRepeatTheEdge() {
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int i = 0; i < 9000; i++) {
      seen.merge(first(apply(new Augmentation.Shift(1))), 1, Integer::sum);
    }
    assertThat(seen.keySet())
        .containsExactlyInAnyOrder(
            List.of(0, 1, 2, 10, 11, 12), // not at all
            List.of(0, 0, 1, 10, 10, 11), // right
            List.of(1, 2, 2, 11, 12, 12), // left
            List.of(0, 1, 2, 0, 1, 2), // down
            List.of(10, 11, 12, 10, 11, 12), // up
            List.of(0, 0, 1, 0, 0, 1),
            List.of(1, 2, 2, 1, 2, 2),
            List.of(10, 10, 11, 10, 10, 11),
            List.of(11, 12, 12, 11, 12, 12));
    assertThat(seen.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    assertThat(apply(new Augmentation.Shift(0))).isEqualTo(PICTURE);
  }

  @Test
  void flipMirrorsLeftForRight() {
    assertThat(first(apply(new Augmentation.Flip(1)))).containsExactly(2, 1, 0, 12, 11, 10);
    assertThat(apply(new Augmentation.Flip(0))).isEqualTo(PICTURE);
    int flipped = 0;
    for (int i = 0; i < 2000; i++) {
      flipped += first(apply(new Augmentation.Flip(0.25))).get(0) == 2 ? 1 : 0;
    }
    assertThat(flipped).isBetween(430, 570);
  }

  @Test
  void cropCutsOutEveryPart() {
    Set<List<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(first(apply(new Augmentation.Crop(1, 2))));
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(List.of(0, 1), List.of(1, 2), List.of(10, 11), List.of(11, 12));
    assertThat(apply(new Augmentation.Crop(2, 3))).isEqualTo(PICTURE);
    assertThatThrownBy(() -> new Augmentation.Crop(3, 3).output(SHAPE))
        .hasMessage("3 x 3 cannot be cut out of Picture[height=2, width=3, channels=2]");
  }

  @Test
  void noiseHasMeanZeroAndItsDeviation() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 2000; i++) {
      float[] out = apply(new Augmentation.Noise(0.5));
      for (int j = 0; j < out.length; j++) {
        double noise = out[j] - PICTURE[j];
        sum += noise;
        squares += noise * noise;
      }
    }
    assertThat(sum / 24_000).isCloseTo(0, within(0.015));
    assertThat(squares / 24_000).isCloseTo(0.25, within(0.01));
  }

  @Test
  void aChainAppliesOneAfterAnotherAndTheSeedDecides() {
    AugmentationChain chain =
        new AugmentationChain(
            SHAPE, new Augmentation.Flip(1), new Augmentation.Crop(2, 2), new Augmentation.Flip(1));
    assertThat(chain.output()).isEqualTo(new Picture(2, 2, 2));
    float[] out = PICTURE.clone();
    RandomStream left = new RandomStream(1);
    Set<List<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      System.arraycopy(PICTURE, 0, out, 0, out.length);
      chain.apply(out, 0, out, 0, left); // in place
      seen.add(first(Arrays.copyOf(out, 8)));
    }
    assertThat(seen)
        .as("flipped twice: the parts as they were")
        .containsExactlyInAnyOrder(List.of(0, 1, 10, 11), List.of(1, 2, 11, 12));
    AugmentationChain random =
        new AugmentationChain(SHAPE, new Augmentation.Shift(2), new Augmentation.Noise(1));
    float[] one = new float[12];
    float[] same = new float[12];
    float[] other = new float[12];
    random.apply(PICTURE, 0, one, 0, new RandomStream(3));
    random.apply(PICTURE, 0, same, 0, new RandomStream(3));
    random.apply(PICTURE, 0, other, 0, new RandomStream(4));
    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
    float[] copy = new float[12];
    new AugmentationChain(SHAPE).apply(PICTURE, 0, copy, 0, new RandomStream(3));
    assertThat(copy).isEqualTo(PICTURE);
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> new Augmentation.Shift(-1)).hasMessageContaining("got -1");
    assertThatThrownBy(() -> new Augmentation.Flip(1.5))
        .hasMessage("probability must be in [0, 1], got 1.5");
    assertThatThrownBy(() -> new Augmentation.Crop(0, 1)).hasMessageContaining("0 x 1");
    assertThatThrownBy(() -> new Augmentation.Noise(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Picture(1, 0, 1)).hasMessageContaining("1 x 0 x 1");
  }
}
