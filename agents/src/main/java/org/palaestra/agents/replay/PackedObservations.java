package org.palaestra.agents.replay;

import java.util.Arrays;
import org.palaestra.space.Box;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * Many observations in as little memory as their space allows: one bit, one byte or one float a
 * cell.
 */
abstract class PackedObservations implements Stateful {

  /** The longest array that every Java has. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  final int width;
  final int capacity;

  /** How many slots from 0 on are in use; only these are saved. */
  private int used;

  private PackedObservations(int width, int capacity) {
    this.width = width;
    this.capacity = capacity;
  }

  /** Room for {@code capacity} observations of {@code space}, {@link #most} at the most. */
  static PackedObservations of(Space space, int capacity) {
    return switch (cell(space)) {
      case BIT -> new Bits(space.size(), capacity);
      case BYTE -> new Bytes(space.size(), capacity);
      case FLOAT -> new Floats(space.size(), capacity);
    };
  }

  final void put(int slot, float[] from, int offset) {
    used = Math.max(used, slot + 1);
    write(slot, from, offset);
  }

  abstract void write(int slot, float[] from, int offset);

  abstract void get(int slot, float[] into, int offset);

  /** Whether something was put there. */
  final boolean holds(int slot) {
    return slot >= 0 && slot < used;
  }

  final int used() {
    return used;
  }

  @Override
  public final void save(StateWriter out) {
    out.integer("used", used);
    saveCells(out, used);
  }

  @Override
  public final void restore(StateReader in) {
    used = Math.toIntExact(in.integer("used"));
    if (used < 0 || used > capacity) {
      throw new org.palaestra.store.MismatchException(
          "the replay memory holds %d, but %d were stored".formatted(capacity, used));
    }
    restoreCells(in, used);
  }

  abstract void saveCells(StateWriter out, int slots);

  abstract void restoreCells(StateReader in, int slots);

  /** The most observations of {@code space} that fit: they are kept in one array. */
  static int most(Space space) {
    return LONGEST / (cell(space) == Box.Cell.BIT ? words(space.size()) : space.size());
  }

  private static Box.Cell cell(Space space) {
    return space instanceof Box box ? box.cell() : Box.Cell.FLOAT;
  }

  private static int words(int bits) {
    return (bits + 63) / 64;
  }

  private static final class Floats extends PackedObservations {
    private final float[] cells;

    Floats(int width, int capacity) {
      super(width, capacity);
      cells = new float[Math.multiplyExact(width, capacity)];
    }

    @Override
    void write(int slot, float[] from, int offset) {
      System.arraycopy(from, offset, cells, slot * width, width);
    }

    @Override
    void get(int slot, float[] into, int offset) {
      System.arraycopy(cells, slot * width, into, offset, width);
    }

    @Override
    void saveCells(StateWriter out, int slots) {
      out.floats(
          "cells", slots == capacity ? cells : Arrays.copyOf(cells, slots * width), slots, width);
    }

    @Override
    void restoreCells(StateReader in, int slots) {
      float[] stored = slots == capacity ? cells : new float[slots * width];
      in.floats("cells", stored);
      System.arraycopy(stored, 0, cells, 0, stored.length);
    }
  }

  private static final class Bytes extends PackedObservations {
    private final byte[] cells;

    Bytes(int width, int capacity) {
      super(width, capacity);
      cells = new byte[Math.multiplyExact(width, capacity)];
    }

    @Override
    void write(int slot, float[] from, int offset) {
      for (int i = 0; i < width; i++) {
        cells[slot * width + i] = (byte) (int) from[offset + i];
      }
    }

    @Override
    void get(int slot, float[] into, int offset) {
      for (int i = 0; i < width; i++) {
        into[offset + i] = cells[slot * width + i] & 0xff;
      }
    }

    @Override
    void saveCells(StateWriter out, int slots) {
      out.bytes("cells", slots == capacity ? cells : Arrays.copyOf(cells, slots * width));
    }

    @Override
    void restoreCells(StateReader in, int slots) {
      byte[] stored = slots == capacity ? cells : new byte[slots * width];
      in.bytes("cells", stored);
      System.arraycopy(stored, 0, cells, 0, stored.length);
    }
  }

  private static final class Bits extends PackedObservations {
    private final int words;
    private final long[] cells;

    Bits(int width, int capacity) {
      super(width, capacity);
      words = words(width);
      cells = new long[Math.multiplyExact(words, capacity)];
    }

    @Override
    void write(int slot, float[] from, int offset) {
      int word = slot * words;
      long bits = 0;
      for (int i = 0; i < width; i++) {
        if (from[offset + i] != 0) {
          bits |= 1L << i;
        }
        if ((i & 63) == 63) {
          cells[word++] = bits;
          bits = 0;
        }
      }
      if ((width & 63) != 0) {
        cells[word] = bits;
      }
    }

    /** Sets the ones alone, since pictures of bits are mostly empty. */
    @Override
    void get(int slot, float[] into, int offset) {
      Arrays.fill(into, offset, offset + width, 0);
      for (int word = 0; word < words; word++) {
        int base = offset + 64 * word;
        for (long bits = cells[slot * words + word]; bits != 0; bits &= bits - 1) {
          into[base + Long.numberOfTrailingZeros(bits)] = 1;
        }
      }
    }

    @Override
    void saveCells(StateWriter out, int slots) {
      out.longs("cells", slots == capacity ? cells : Arrays.copyOf(cells, slots * words));
    }

    @Override
    void restoreCells(StateReader in, int slots) {
      long[] stored = slots == capacity ? cells : new long[slots * words];
      in.longs("cells", stored);
      System.arraycopy(stored, 0, cells, 0, stored.length);
    }
  }
}
