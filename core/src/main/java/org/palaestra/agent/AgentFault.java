package org.palaestra.agent;

import org.jspecify.annotations.Nullable;

/**
 * Who learns has failed for reasons of its own: it threw, its process ended or it said nothing for
 * too long. The training stops, its checkpoints stay, and other trainings go on.
 */
public final class AgentFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * With what happened.
   *
   * @param message who failed, after how many steps, how, and what can be done
   * @param cause what was thrown on this side, if anything was
   */
  public AgentFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
