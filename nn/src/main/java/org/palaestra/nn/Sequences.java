package org.palaestra.nn;

import java.util.Arrays;

/**
 * What turns single values into sequences {@code [B, T, F]} and back, for the five shapes of a task
 * (Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015):
 *
 * <ul>
 *   <li>one to one: a sequence of one step, {@link #repeat} once and {@link #last};
 *   <li>one to many: {@link #repeat}, or the value as the first {@link Memory};
 *   <li>many to one: {@link #last} of the outputs;
 *   <li>m to n: the memory of one layer begins another;
 *   <li>n to n: the outputs themselves, since {@link Linear} takes any leading extents.
 * </ul>
 */
public final class Sequences {

  private Sequences() {}

  /** Steps {@code [B, F]} as a sequence {@code [B, T, F]}. */
  public static Tensor stack(Tensor... steps) {
    Tensor[] single = Arrays.stream(steps).map(Sequences::single).toArray(Tensor[]::new);
    return Functions.concat(1, single);
  }

  /** {@code [B, F]} at each of {@code times} steps, {@code [B, times, F]}. */
  public static Tensor repeat(Tensor x, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("%s cannot be repeated %d times".formatted(x, times));
    }
    Tensor[] copies = new Tensor[times];
    Arrays.fill(copies, single(x));
    return Functions.concat(1, copies);
  }

  /** One step {@code [B, F]} of a sequence {@code [B, T, F]}. */
  public static Tensor step(Tensor sequence, int t) {
    if (sequence.rank() != 3) {
      throw new IllegalArgumentException(
          "step cannot take %s: it must be [batch, time, features]".formatted(sequence));
    }
    Tensor one = Functions.slice(sequence, 1, t, t + 1);
    return Functions.reshape(one, sequence.extent(0), sequence.extent(2));
  }

  /** The last step {@code [B, F]} of a sequence {@code [B, T, F]}. */
  public static Tensor last(Tensor sequence) {
    return step(sequence, sequence.rank() == 3 ? sequence.extent(1) - 1 : 0);
  }

  private static Tensor single(Tensor x) {
    if (x.rank() != 2) {
      throw new IllegalArgumentException(
          "a sequence cannot take the step %s: it must be [batch, features]".formatted(x));
    }
    return Functions.reshape(x, x.extent(0), 1, x.extent(1));
  }
}
