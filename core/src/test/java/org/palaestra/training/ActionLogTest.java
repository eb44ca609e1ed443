package org.palaestra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.ActionBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

final class ActionLogTest {

  private static final Discrete FOUR = new Discrete(4);
  private static final Box PAIRS = Box.of(-1, 1, 2);
  private static final int LONGEST = 1000;

  /** Two copies play three episodes of 200, 3 and 0 steps. */
  private static ActionLog log(Space space) {
    ActionLog log = new ActionLog(space, 3);
    ActionBatch batch = new ActionBatch(space, 2);
    RandomStream random = new RandomStream(3);
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < batch.indices.length; j++) {
        batch.indices[j] = random.nextInt(4);
      }
      for (int j = 0; j < batch.values.length; j++) {
        batch.values[j] = random.nextFloat();
      }
      log.add(0, batch, 1);
      if (i < 3) {
        log.add(1, batch, 0);
      }
    }
    return log;
  }

  @Test
  void whatIsPackedComesBack() throws Exception {
    for (Space space : new Space[] {FOUR, PAIRS}) {
      ActionLog log = log(space);
      ActionLog back = ActionLog.of(space, 3, LONGEST, log.toBytes());
      assertThat(back.firstDifference(log)).isEmpty();
      assertThat(new int[] {back.length(0), back.length(1), back.length(2)})
          .containsExactly(200, 3, 0);
      ActionBatch one = new ActionBatch(space, 1);
      ActionBatch other = new ActionBatch(space, 1);
      for (int i = 0; i < 200; i++) {
        log.get(0, i, one, 0);
        back.get(0, i, other, 0);
        assertThat(other.indices).isEqualTo(one.indices);
        assertThat(other.values).isEqualTo(one.values);
      }
    }
  }

  /** A zero is not a negative zero: what is compared are bits. */
  @Test
  void theFirstDifferenceIsFound() {
    ActionBatch batch = new ActionBatch(PAIRS, 1);
    ActionLog log = new ActionLog(PAIRS, 2);
    ActionLog other = new ActionLog(PAIRS, 2);
    for (int i = 0; i < 5; i++) {
      log.add(1, batch, 0);
      batch.values[1] = i == 3 ? -0.0f : 0;
      other.add(1, batch, 0);
      batch.values[1] = 0;
    }
    assertThat(log.firstDifference(other)).contains(new ActionLog.Place(1, 3));
    assertThat(other.describe(new ActionLog.Place(1, 3))).isEqualTo("[0.0, -0.0]");
    assertThat(log.describe(new ActionLog.Place(0, 0))).isEqualTo("nothing more");
    log.add(0, batch, 0);
    assertThat(log.firstDifference(other)).contains(new ActionLog.Place(0, 0));
    assertThatThrownBy(() -> log.firstDifference(new ActionLog(PAIRS, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one log has 2 episodes, the other 1");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = log(FOUR).toBytes();
    for (int length = 0; length < bytes.length - 4; length++) { // the last 4 are a checksum
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ActionLog.of(FOUR, 3, LONGEST, cut))
          .isInstanceOf(ActionLog.MalformedException.class);
    }
  }

  @Test
  void everyMutationIsReadOrRefused() throws IOException {
    byte[] bytes = log(FOUR).toBytes();
    RandomStream random = new RandomStream(5);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutant = bytes.clone();
      mutant[random.nextInt(mutant.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        ActionLog.of(FOUR, 3, LONGEST, mutant);
      } catch (ActionLog.MalformedException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(19_000);
  }

  /** A small file that claims much costs no more memory than it holds. */
  @Test
  void claimsAreNotBelieved() throws IOException {
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, LONGEST, packed(1, 1001)))
        .hasMessage("episode 0 has 1001 steps, and 1000 are the most");
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, Integer.MAX_VALUE, packed(1, 1 << 25, 2, 2)))
        .hasMessage("it is cut short");
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, Integer.MAX_VALUE, packed(1, 1 << 30, 2, 2)))
        .hasMessage(
            "it claims %,d numbers, and %,d are the most"
                .formatted(1 << 30, ActionLog.MOST_NUMBERS));
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, LONGEST, packed(1, -1)))
        .hasMessage("episode 0 has -1 steps, and 1000 are the most");
    assertThatThrownBy(() -> ActionLog.of(FOUR, 2, LONGEST, packed(1, 1, 1)))
        .hasMessage("it is of 1 episodes, not 2");
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, LONGEST, packed(1, 1, 1, 7)))
        .hasMessage("something follows behind the last episode");
    assertThatThrownBy(() -> ActionLog.of(FOUR, 1, LONGEST, new byte[] {1, 2, 3, 4}))
        .hasMessageStartingWith("it cannot be unpacked: ");
  }

  private static byte[] packed(int... numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      for (int number : numbers) {
        out.writeInt(number);
      }
    }
    return bytes.toByteArray();
  }
}
