package org.palaestra.environment;

/** An environment in which some actions are not allowed in some states. */
public interface Masked {

  /** Whether {@code action} may be chosen now. At least one may, unless the process has ended. */
  boolean allowed(int action);
}
