package org.palaestra.store;

import java.nio.ByteBuffer;

/** The element types that safetensors files hold, by the names that they have there. */
public enum TensorType {
  /** IEEE double. */
  F64(8),
  /** IEEE single: the type of weights. */
  F32(4),
  /** IEEE half. */
  F16(2),
  /** The upper half of a single ("brain float"). */
  BF16(2),
  /** Whole numbers of 64 bits. */
  I64(8),
  /** Whole numbers of 32 bits. */
  I32(4),
  /** Whole numbers of 16 bits. */
  I16(2),
  /** Whole numbers of 8 bits. */
  I8(1),
  /** Bytes without a sign. */
  U8(1),
  /** Truth values, a byte each. */
  BOOL(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that an element takes. */
  public int bytes() {
    return bytes;
  }

  /** The type that a Java array is written as. */
  static TensorType of(Object array) {
    if (array instanceof float[]) {
      return F32;
    } else if (array instanceof double[]) {
      return F64;
    } else if (array instanceof long[]) {
      return I64;
    } else if (array instanceof int[]) {
      return I32;
    } else if (array instanceof byte[]) {
      return U8;
    } else if (array instanceof boolean[]) {
      return BOOL;
    }
    throw new IllegalArgumentException("no tensor type for " + array.getClass());
  }

  /** Puts elements {@code from … to − 1} of an array of this type into {@code out}. */
  void put(Object array, int from, int to, ByteBuffer out) {
    switch (this) {
      case F32 -> out.asFloatBuffer().put((float[]) array, from, to - from);
      case F64 -> out.asDoubleBuffer().put((double[]) array, from, to - from);
      case I64 -> out.asLongBuffer().put((long[]) array, from, to - from);
      case I32 -> out.asIntBuffer().put((int[]) array, from, to - from);
      case U8 -> out.slice().put((byte[]) array, from, to - from);
      case BOOL -> {
        for (int i = from; i < to; i++) {
          out.put(out.position() + i - from, (byte) (((boolean[]) array)[i] ? 1 : 0));
        }
      }
      default -> throw new IllegalArgumentException("no Java array is written as " + this);
    }
    out.position(out.position() + (to - from) * bytes);
  }

  /** Fills an array of this type from the beginning of {@code in}. */
  void get(ByteBuffer in, Object array) {
    switch (this) {
      case F32 -> in.asFloatBuffer().get((float[]) array);
      case F64 -> in.asDoubleBuffer().get((double[]) array);
      case I64 -> in.asLongBuffer().get((long[]) array);
      case I32 -> in.asIntBuffer().get((int[]) array);
      case U8 -> in.slice().get((byte[]) array);
      case BOOL -> {
        boolean[] into = (boolean[]) array;
        for (int i = 0; i < into.length; i++) {
          into[i] = in.get(in.position() + i) != 0;
        }
      }
      default -> throw new IllegalArgumentException("no Java array holds " + this);
    }
  }

  /**
   * The element at {@code index} of a buffer that begins with the first, as the nearest double.
   * Whole numbers beyond 2⁵³ are rounded.
   */
  double number(ByteBuffer data, int index) {
    int at = data.position() + index * bytes;
    return switch (this) {
      case F64 -> data.getDouble(at);
      case F32 -> data.getFloat(at);
      case F16 -> half(data.getShort(at));
      case BF16 -> Float.intBitsToFloat(data.getShort(at) << 16);
      case I64 -> (double) data.getLong(at);
      case I32 -> data.getInt(at);
      case I16 -> data.getShort(at);
      case I8 -> data.get(at);
      case U8 -> data.get(at) & 0xff;
      case BOOL -> data.get(at) == 0 ? 0 : 1;
    };
  }

  /** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24;
    } else {
      magnitude = (0x400 | fraction) * Math.scalb(1.0, exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
