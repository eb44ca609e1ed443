package org.palaestra.agent;

/** A way to act, with fixed weights that all its actors share. */
@FunctionalInterface
public interface Policy {

  /** A new actor for {@code copies} copies, with memory and scratch space of its own. */
  Actor actor(int copies);
}
