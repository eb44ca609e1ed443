package org.palaestra.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;

final class PackedObservationsTest {

  static Stream<Space> spaces() {
    return Stream.of(
        Box.bits(1),
        Box.bits(63),
        Box.bits(64),
        Box.bits(65),
        Box.bits(10, 10, 7),
        Box.bytes(5, 5),
        Box.of(-1, 1, 4));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void whatIsPutComesBackAlsoThroughAFile(Space space, @TempDir Path folder) throws IOException {
    int capacity = 9;
    int width = space.size();
    RandomStream random = new RandomStream(width);
    float[] all = new float[capacity * width];
    for (int i = 0; i < all.length; i++) {
      Box.Cell cell = ((Box) space).cell();
      all[i] =
          switch (cell) {
            case BIT -> random.nextInt(2);
            case BYTE -> random.nextInt(256);
            case FLOAT -> random.nextFloat();
          };
    }
    PackedObservations packed = PackedObservations.of(space, capacity);
    for (int slot = 0; slot < 7; slot++) {
      packed.put(slot, all, slot * width);
    }
    packed.put(2, all, 8 * width);
    System.arraycopy(all, 8 * width, all, 2 * width, width);
    Path file = folder.resolve("packed");
    Checkpoint.write(file, packed);
    PackedObservations restored = PackedObservations.of(space, capacity);
    restored.restore(Checkpoint.read(file).state());
    for (PackedObservations one : new PackedObservations[] {packed, restored}) {
      float[] out = new float[capacity * width];
      for (int slot = 0; slot < 7; slot++) {
        one.get(slot, out, slot * width);
      }
      assertThat(java.util.Arrays.copyOf(out, 7 * width))
          .isEqualTo(java.util.Arrays.copyOf(all, 7 * width));
    }
  }

  @Test
  void aSmallerMemoryRefusesMoreThanItHolds(@TempDir Path folder) throws IOException {
    PackedObservations packed = PackedObservations.of(Box.of(0, 1, 2), 5);
    packed.put(4, new float[2], 0);
    Path file = folder.resolve("packed");
    Checkpoint.write(file, packed);
    PackedObservations smaller = PackedObservations.of(Box.of(0, 1, 2), 4);
    assertThatThrownBy(() -> smaller.restore(Checkpoint.read(file).state()))
        .isInstanceOf(MismatchException.class)
        .hasMessage("the replay memory holds 4, but 5 were stored");
  }

  /** An array has 2³¹ − 9 places at the most. A word holds 64 bits, so that a board needs 7. */
  @Test
  void placesOfAnArrayDecideHowManyFit() {
    assertThat(PackedObservations.most(Box.of(0, 1, 84, 84, 4))).isEqualTo(76_087);
    assertThat(PackedObservations.most(Box.bytes(84, 84, 4))).isEqualTo(76_087);
    assertThat(PackedObservations.most(Box.bits(10, 10, 4))).isEqualTo(306_783_377);
  }
}
