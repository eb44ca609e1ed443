package org.palaestra.store;

/**
 * Takes named values. Arrays are kept by reference until the checkpoint is written, which happens
 * before anything changes them.
 */
public interface StateWriter {

  /** A writer whose names stand below {@code name}, as {@code name/…}. */
  StateWriter in(String name);

  /** Floats as a tensor of {@code shape}, or as a vector if none is given. */
  void floats(String name, float[] values, int... shape);

  /** Doubles. */
  void doubles(String name, double[] values);

  /** Whole numbers of 64 bits. */
  void longs(String name, long[] values);

  /** Whole numbers of 32 bits. */
  void ints(String name, int[] values);

  /** Bytes. */
  void bytes(String name, byte[] values);

  /** Truth values. */
  void booleans(String name, boolean[] values);

  /** One whole number. */
  default void integer(String name, long value) {
    longs(name, new long[] {value});
  }

  /** One number. */
  default void number(String name, double value) {
    doubles(name, new double[] {value});
  }

  /** One object below {@code name}. */
  default void object(String name, Stateful value) {
    value.save(in(name));
  }
}
