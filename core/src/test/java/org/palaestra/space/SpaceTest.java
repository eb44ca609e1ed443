package org.palaestra.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpaceTest {

  @Test
  void discreteHoldsItsIndicesOnly() {
    Discrete three = new Discrete(3);
    assertThat(three.size()).isEqualTo(1);
    assertThat(three.describe()).isEqualTo("3 discrete");
    for (float inside : new float[] {0, 1, 2}) {
      assertThat(three.contains(new float[] {9, inside}, 1)).isTrue();
    }
    for (float outside : new float[] {-1, 0.5f, 3, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(three.contains(new float[] {outside}, 0)).isFalse();
    }
    assertThatThrownBy(() -> new Discrete(0)).hasMessageContaining("at least 1 element, got 0");
  }

  @Test
  void boxHoldsWhatLiesWithinEveryBound() {
    Box box = Box.vector(new float[] {-1, 0}, new float[] {1, Float.POSITIVE_INFINITY});
    assertThat(box.size()).isEqualTo(2);
    assertThat(box.shape()).containsExactly(2);
    assertThat(box.bounded()).isFalse();
    assertThat(box.contains(new float[] {7, -1, 1e30f}, 1)).isTrue();
    assertThat(box.contains(new float[] {1.0001f, 0}, 0)).isFalse();
    assertThat(box.contains(new float[] {0, -0.1f}, 0)).isFalse();
    assertThat(box.contains(new float[] {0, Float.NaN}, 0)).isFalse();
    assertThatThrownBy(() -> box.contains(new float[] {0}, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void bitsAndBytesHoldWholeNumbersOnly() {
    assertThat(Box.bits(2).contains(new float[] {0, 1}, 0)).isTrue();
    assertThat(Box.bits(2).contains(new float[] {0, 0.5f}, 0)).isFalse();
    assertThat(Box.bytes(1).contains(new float[] {255}, 0)).isTrue();
    assertThat(Box.bytes(1).contains(new float[] {254.5f}, 0)).isFalse();
    assertThat(Box.bytes(1).contains(new float[] {256}, 0)).isFalse();
    assertThat(Box.bytes(84, 84, 4).size()).isEqualTo(84 * 84 * 4);
    assertThat(Box.bytes(84, 84, 4).describe()).isEqualTo("bytes [84, 84, 4]");
    assertThat(Box.bits(3)).hasToString("bits [3]");
    assertThat(Box.of(0, 1, 3)).hasToString("box [3]");
  }

  @Test
  void boxRefusesBoundsThatDoNotFit() {
    assertThatThrownBy(() -> Box.of(0, 1, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every axis of a box needs at least 1 cell, got [3, 0]");
    assertThatThrownBy(() -> Box.vector(new float[2], new float[3]))
        .hasMessageContaining("has 2 cells, but 2 low and 3 high bounds were given");
    assertThatThrownBy(() -> Box.of(2, 1, 1))
        .hasMessageContaining("low bound 2.0 of cell 0 lies above its high bound 1.0");
    assertThatThrownBy(() -> Box.of(Float.NaN, 1, 1)).hasMessageContaining("low bound NaN");
  }

  @Test
  void boxIsAValue() {
    float[] low = {0, 0};
    Box box = Box.vector(low, new float[] {1, 1});
    low[0] = -5;
    box.low()[1] = -5;
    box.shape()[0] = 9;
    assertThat(box).isEqualTo(Box.of(0, 1, 2)).hasSameHashCodeAs(Box.of(0, 1, 2));
    assertThat(box).isNotEqualTo(Box.bits(2)).isNotEqualTo(Box.of(0, 1, 2, 1));
    assertThat(box).isNotEqualTo(Box.of(0, 2, 2)).isNotEqualTo(new Discrete(2));
    assertThat(box.bounded()).isTrue();
  }
}
