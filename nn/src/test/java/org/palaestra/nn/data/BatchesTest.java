package org.palaestra.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;

final class BatchesTest {

  /** Sample i has the inputs i and −i and the target 10 i. */
  private static DataSet data(int size) {
    float[] x = new float[2 * size];
    float[] y = new float[size];
    for (int i = 0; i < size; i++) {
      x[2 * i] = i;
      x[2 * i + 1] = -i;
      y[i] = 10 * i;
    }
    return new DataSet(size, x, y);
  }

  /** One epoch, as what was read. */
  private static List<List<Integer>> epoch(Batches batches) {
    List<List<Integer>> all = new ArrayList<>();
    float[] x = new float[200];
    float[] y = new float[100];
    while (batches.next()) {
      batches.read(x, y);
      List<Integer> samples = new ArrayList<>();
      for (int i = 0; i < batches.size(); i++) {
        int sample = batches.sample(i);
        assertThat(x[2 * i]).isEqualTo(sample);
        assertThat(x[2 * i + 1]).isEqualTo(-sample);
        assertThat(y[i]).isEqualTo(10 * sample);
        samples.add(sample);
      }
      all.add(samples);
    }
    return all;
  }

  private static List<Integer> flat(List<List<Integer>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  @Test
  void everySampleComesOnceAnEpochAndInAnotherOrderTheNext() {
    Batches batches = Batches.mini(data(10), 3, Batches.Last.KEEP, new RandomStream(1));
    List<List<Integer>> first = epoch(batches);
    assertThat(first.stream().map(List::size)).containsExactly(3, 3, 3, 1);
    assertThat(flat(first)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    List<List<Integer>> second = epoch(batches);
    assertThat(flat(second)).containsExactlyInAnyOrderElementsOf(flat(first));
    assertThat(flat(second)).isNotEqualTo(flat(first));
  }

  @Test
  void theSeedDecidesTheOrder() {
    Batches one = Batches.single(data(20), new RandomStream(5));
    Batches same = Batches.single(data(20), new RandomStream(5));
    Batches other = Batches.single(data(20), new RandomStream(6));
    List<List<Integer>> order = epoch(one);
    assertThat(epoch(same)).isEqualTo(order);
    assertThat(epoch(one)).isEqualTo(epoch(same));
    assertThat(epoch(other)).isNotEqualTo(order);
  }

  @Test
  void whatDoesNotFillABatchIsDropped() {
    Batches batches = Batches.mini(data(10), 4, Batches.Last.DROP, new RandomStream(1));
    boolean[] seen = new boolean[10];
    for (int epoch = 0; epoch < 30; epoch++) {
      List<List<Integer>> read = epoch(batches);
      assertThat(read.stream().map(List::size)).containsExactly(4, 4);
      assertThat(flat(read)).doesNotHaveDuplicates();
      flat(read).forEach(sample -> seen[sample] = true);
    }
    assertThat(seen).as("no sample is always left out").doesNotContain(false);
  }

  @Test
  void fullBatchesAreAllSamplesAndSingleOnesEach() {
    Batches full = Batches.full(data(4));
    assertThat(epoch(full)).containsExactly(List.of(0, 1, 2, 3));
    assertThat(epoch(full)).containsExactly(List.of(0, 1, 2, 3));
    assertThat(epoch(Batches.single(data(4), new RandomStream(1)))).hasSize(4);
  }

  @Test
  void everyOrderIsEquallyLikely() {
    Batches batches = Batches.single(data(4), new RandomStream(3));
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 24_000; epoch++) {
      counts.merge(flat(epoch(batches)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void inTheMiddleOfAnEpochItIsSavedWhole(@TempDir Path folder) throws Exception {
    Batches one = Batches.mini(data(10), 3, Batches.Last.KEEP, new RandomStream(1));
    epoch(one);
    assertThat(one.next()).isTrue();
    assertThat(one.next()).isTrue();
    Checkpoint.write(folder.resolve("b"), one);
    Batches other = Batches.mini(data(10), 3, Batches.Last.KEEP, new RandomStream(2));
    other.restore(Checkpoint.read(folder.resolve("b")).state());
    assertThat(other.size()).isEqualTo(3);
    assertThat(other.sample(0)).isEqualTo(one.sample(0));
    assertThat(epoch(other)).isEqualTo(epoch(one)).hasSize(2);
    assertThat(epoch(other)).isEqualTo(epoch(one)).hasSize(4);
    Batches smaller = Batches.mini(data(9), 3, Batches.Last.KEEP, new RandomStream(2));
    assertThatThrownBy(() -> smaller.restore(Checkpoint.read(folder.resolve("b")).state()))
        .isInstanceOf(MismatchException.class);
  }

  @Test
  void wrongSizesAreNamed() {
    assertThatThrownBy(() -> Batches.mini(data(4), 5, Batches.Last.DROP, new RandomStream(1)))
        .hasMessage("a batch must have from 1 sample to all 4, got 5");
    assertThatThrownBy(() -> Batches.mini(data(4), 0, Batches.Last.DROP, new RandomStream(1)))
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> new DataSet(3, new float[6], new float[4]))
        .hasMessage("6 inputs and 4 targets are no rows of 3 samples");
    assertThatThrownBy(() -> new DataSet(0, new float[0], new float[0]))
        .hasMessageContaining("0 samples");
    assertThatThrownBy(() -> Batches.full(data(4)).sample(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  // ---- bagging

  @Test
  void aResampleDrawsWithReplacement() {
    DataSet resample = data(1000).resample(new RandomStream(1));
    assertThat(resample.size()).isEqualTo(1000);
    boolean[] seen = new boolean[1000];
    float[] x = new float[2];
    int different = 0;
    for (int i = 0; i < 1000; i++) {
      resample.input(i, x, 0);
      different += seen[(int) x[0]] ? 0 : 1;
      seen[(int) x[0]] = true;
    }
    assertThat(different).as("1 - 1/e of all").isBetween(600, 665);
  }
}
