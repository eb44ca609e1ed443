package org.palaestra.store;

import java.util.Set;

/**
 * Gives back what a {@link StateWriter} took. Every method throws {@link MismatchException} if
 * there is no such value or its type or length differs.
 */
public interface StateReader {

  /** A reader whose names stand below {@code name}. */
  StateReader in(String name);

  /** Whether there is a value of this name. */
  boolean has(String name);

  /** Fills {@code into}, whose length must be the stored one. */
  void floats(String name, float[] into);

  /** Fills {@code into}, whose length must be the stored one. */
  void doubles(String name, double[] into);

  /** Fills {@code into}, whose length must be the stored one. */
  void longs(String name, long[] into);

  /** Fills {@code into}, whose length must be the stored one. */
  void ints(String name, int[] into);

  /** Fills {@code into}, whose length must be the stored one. */
  void bytes(String name, byte[] into);

  /** Fills {@code into}, whose length must be the stored one. */
  void booleans(String name, boolean[] into);

  /** Number of elements of the value. */
  int length(String name);

  /**
   * Refuses what is stored here under any other name; objects that were stored here are not looked
   * at. For who would else take a part of something larger for the whole.
   *
   * @throws MismatchException naming all of it
   */
  void only(Set<String> names);

  /** One whole number. */
  default long integer(String name) {
    long[] value = new long[1];
    longs(name, value);
    return value[0];
  }

  /**
   * One whole number.
   *
   * @throws MismatchException also if it is not from {@code least} to {@code most}
   */
  default long integer(String name, long least, long most) {
    long value = integer(name);
    if (value < least || value > most) {
      throw new MismatchException(
          "%s is %d, which is not from %d to %d".formatted(name, value, least, most));
    }
    return value;
  }

  /**
   * Whole numbers that will choose places in arrays.
   *
   * @throws MismatchException also if one is not from {@code least} to {@code most}
   */
  default void ints(String name, int[] into, int least, int most) {
    ints(name, into);
    for (int i = 0; i < into.length; i++) {
      if (into[i] < least || into[i] > most) {
        throw new MismatchException(
            "%s[%d] is %d, which is not from %d to %d".formatted(name, i, into[i], least, most));
      }
    }
  }

  /**
   * Truth values that may all be missing, as masks are where everything is always allowed.
   *
   * @return none, or {@code length}
   */
  default boolean[] booleansOrNone(String name, int length) {
    boolean[] values = new boolean[length(name) == 0 ? 0 : length];
    booleans(name, values);
    return values;
  }

  /** One number. */
  default double number(String name) {
    double[] value = new double[1];
    doubles(name, value);
    return value[0];
  }

  /** Restores one object from below {@code name}. */
  default void object(String name, Stateful value) {
    value.restore(in(name));
  }
}
