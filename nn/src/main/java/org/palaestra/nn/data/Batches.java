package org.palaestra.nn.data;

import java.util.Arrays;
import org.palaestra.random.RandomStream;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Goes through a data set epoch after epoch, a batch at a time. How large a batch is makes the
 * descent full-batch, single-sample or mini-batch.
 *
 * <pre>{@code
 * Batches batches = Batches.mini(data, 32, Batches.Last.DROP, random);
 * for (int epoch = 0; epoch < 10; epoch++) {
 *   while (batches.next()) {
 *     batches.read(x.value(), y.value());
 *     graph.forward();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>The stream belongs to it, and is saved with it. Nothing is allocated on the way.
 */
public final class Batches implements Stateful {

  /** What becomes of the samples that do not fill a batch at the end of an epoch. */
  public enum Last {
    /** They are left out of this epoch. Another order leaves out others. */
    DROP,
    /** They are a smaller batch, for which {@link Batches#size} says the size. */
    KEEP
  }

  private final DataSet data;
  private final int batch;
  private final Last last;
  private final boolean shuffled;
  private final RandomStream random;
  private final int[] order;

  private int position;
  private int size;
  private boolean running;

  private Batches(DataSet data, int batch, Last last, boolean shuffled, RandomStream random) {
    if (batch < 1 || batch > data.size()) {
      throw new IllegalArgumentException(
          "a batch must have from 1 sample to all %d, got %d".formatted(data.size(), batch));
    }
    this.data = data;
    this.batch = batch;
    this.last = last;
    this.shuffled = shuffled;
    this.random = random;
    order = new int[data.size()];
    Arrays.setAll(order, i -> i);
  }

  /** All samples at once, in their own order: full-batch descent. */
  public static Batches full(DataSet data) {
    return new Batches(data, data.size(), Last.KEEP, false, new RandomStream(0));
  }

  /** One sample at a time, in a new order each epoch: single-sample ("stochastic") descent. */
  public static Batches single(DataSet data, RandomStream random) {
    return new Batches(data, 1, Last.KEEP, true, random);
  }

  /**
   * A few samples at a time, in a new order each epoch: mini-batch descent.
   *
   * @param size samples in a batch, from 1 to all
   */
  public static Batches mini(DataSet data, int size, Last last, RandomStream random) {
    return new Batches(data, size, last, true, random);
  }

  /**
   * Goes to the next batch.
   *
   * @return whether there is one; if not, the epoch is over, and the next call begins another
   */
  public boolean next() {
    if (!running) {
      running = true;
      position = 0;
      size = 0;
      if (shuffled) {
        shuffle();
      }
    }
    position += size;
    size = Math.min(batch, data.size() - position);
    if (size == 0 || (size < batch && last == Last.DROP)) {
      running = false;
      size = 0;
    }
    return running;
  }

  /** Every order is equally likely (Fisher and Yates; Durstenfeld's form, 1964). */
  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /** Samples in this batch. */
  public int size() {
    return size;
  }

  /** Which sample of the data set is at place {@code i} of this batch. */
  public int sample(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException("no sample %d in a batch of %d".formatted(i, size));
    }
    return order[position + i];
  }

  /**
   * Copies this batch out.
   *
   * @param inputs takes {@code [size, inputs of a sample]}
   * @param targets takes {@code [size, targets of a sample]}
   */
  public void read(float[] inputs, float[] targets) {
    for (int i = 0; i < size; i++) {
      data.input(order[position + i], inputs, i * data.inputWidth());
      data.target(order[position + i], targets, i * data.targetWidth());
    }
  }

  @Override
  public void save(StateWriter out) {
    out.ints("order", order);
    out.ints("place", new int[] {position, size, running ? 1 : 0});
    long[] stream = new long[RandomStream.STATE_SIZE];
    random.save(stream, 0);
    out.longs("stream", stream);
  }

  @Override
  public void restore(StateReader in) {
    int[] samples = new int[order.length];
    in.ints("order", samples);
    boolean[] seen = new boolean[samples.length];
    for (int sample : samples) {
      if (sample < 0 || sample >= seen.length || seen[sample]) {
        throw new MismatchException("the stored order has a wrong sample " + sample);
      }
      seen[sample] = true;
    }
    int[] place = new int[3];
    in.ints("place", place);
    if (place[0] < 0 || place[1] < 0 || place[1] > batch || place[0] > data.size() - place[1]) {
      throw new MismatchException("the stored batch lies outside the data: " + place[0]);
    }
    long[] stream = new long[RandomStream.STATE_SIZE];
    in.longs("stream", stream);
    random.restore(stream, 0);
    System.arraycopy(samples, 0, order, 0, order.length);
    position = place[0];
    size = place[1];
    running = place[2] != 0;
  }
}
