package org.palaestra.random;

/** The bit mixers behind seeding. */
final class Mixing {

  /** 2⁶⁴ divided by the golden ratio, SplitMix64's increment. */
  static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mixing() {}

  /** SplitMix64's output function (Steele, Lea and Flood, 2014). */
  static long splitMix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** FNV-1a over the characters of {@code name}. */
  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
