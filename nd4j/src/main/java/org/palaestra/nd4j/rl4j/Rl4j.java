package org.palaestra.nd4j.rl4j;

/** Which RL4J it is. */
public final class Rl4j {

  /** Of {@code rl4j-core}; the last one that was released. */
  public static final String VERSION = "1.0.0-M1.1";

  /** Of the ND4J and DL4J below it. */
  public static final String ND4J_VERSION = "1.0.0-M2.1";

  /** Both, as people and checkpoints are told. */
  public static final String LABEL = "RL4J " + VERSION + " on ND4J " + ND4J_VERSION;

  private Rl4j() {}
}
