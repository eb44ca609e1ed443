package org.palaestra.nn;

import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Recurrent} layer remembers between two steps: its hidden state, and for an LSTM its
 * cells.
 *
 * <p>Gradients flow through it as through any tensor. Made of {@linkplain Graph#input inputs} it
 * stops them, which is truncated back-propagation through time: after each window, {@link #carry}
 * its last memory into the first and go on. Made of variables or of the outputs of other layers it
 * hands them on.
 *
 * @param parts each {@code [B, H]}: the hidden state, then the cells if there are any
 */
public record Memory(List<Tensor> parts) {

  /** Checks that there is a hidden state and that all parts have its shape. */
  public Memory {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a memory needs at least a hidden state");
    }
    for (Tensor part : parts) {
      if (part.rank() != 2 || !Arrays.equals(part.shape(), parts.get(0).shape())) {
        throw new IllegalArgumentException(
            "the parts of a memory are matrices of one shape, got " + parts);
      }
    }
  }

  /** Of these parts: the hidden state, then the cells if there are any. */
  public static Memory of(Tensor... parts) {
    return new Memory(List.of(parts));
  }

  /** {@code [B, H]} the hidden state. */
  public Tensor hidden() {
    return parts.get(0);
  }

  /**
   * {@code [B, H]} the cells of an LSTM.
   *
   * @throws IllegalStateException if there are none
   */
  public Tensor cell() {
    if (parts.size() < 2) {
      throw new IllegalStateException("only the memory of an LSTM has cells");
    }
    return parts.get(1);
  }

  /** Copies the values of {@code last} in, so that the next forward pass goes on from there. */
  public void carry(Memory last) {
    if (last.parts.size() != parts.size() || last.hidden().size() != hidden().size()) {
      throw new IllegalArgumentException(
          "a memory of %s cannot carry one of %s".formatted(parts, last.parts));
    }
    for (int p = 0; p < parts.size(); p++) {
      Tensor to = parts.get(p);
      System.arraycopy(last.parts.get(p).value(), 0, to.value(), 0, to.size());
    }
  }

  /** Forgets everything. */
  public void clear() {
    for (int p = 0; p < parts.size(); p++) {
      Arrays.fill(parts.get(p).value(), 0, parts.get(p).size(), 0);
    }
  }

  /** Forgets one row of the batch, whose episode has ended. */
  public void clear(int row) {
    int width = hidden().extent(1);
    for (int p = 0; p < parts.size(); p++) {
      Arrays.fill(parts.get(p).value(), row * width, (row + 1) * width, 0);
    }
  }
}
