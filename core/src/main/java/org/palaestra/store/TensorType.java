package org.palaestra.store;

import java.nio.ByteBuffer;

/** The element types of a checkpoint, by their safetensors names. */
enum TensorType {
  F32(4),
  F64(8),
  I64(8),
  I32(4),
  U8(1),
  BOOL(1);

  final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** The type of a Java array. */
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
      case F32 -> {
        out.asFloatBuffer().put((float[]) array, from, to - from);
        out.position(out.position() + (to - from) * bytes);
      }
      case F64 -> {
        out.asDoubleBuffer().put((double[]) array, from, to - from);
        out.position(out.position() + (to - from) * bytes);
      }
      case I64 -> {
        out.asLongBuffer().put((long[]) array, from, to - from);
        out.position(out.position() + (to - from) * bytes);
      }
      case I32 -> {
        out.asIntBuffer().put((int[]) array, from, to - from);
        out.position(out.position() + (to - from) * bytes);
      }
      case U8 -> out.put((byte[]) array, from, to - from);
      case BOOL -> {
        for (int i = from; i < to; i++) {
          out.put((byte) (((boolean[]) array)[i] ? 1 : 0));
        }
      }
    }
  }

  /** Reads elements {@code from … to − 1} of an array of this type from {@code in}. */
  void get(ByteBuffer in, Object array, int from, int to) {
    switch (this) {
      case F32 -> {
        in.asFloatBuffer().get((float[]) array, from, to - from);
        in.position(in.position() + (to - from) * bytes);
      }
      case F64 -> {
        in.asDoubleBuffer().get((double[]) array, from, to - from);
        in.position(in.position() + (to - from) * bytes);
      }
      case I64 -> {
        in.asLongBuffer().get((long[]) array, from, to - from);
        in.position(in.position() + (to - from) * bytes);
      }
      case I32 -> {
        in.asIntBuffer().get((int[]) array, from, to - from);
        in.position(in.position() + (to - from) * bytes);
      }
      case U8 -> in.get((byte[]) array, from, to - from);
      case BOOL -> {
        for (int i = from; i < to; i++) {
          ((boolean[]) array)[i] = in.get() != 0;
        }
      }
    }
  }
}
