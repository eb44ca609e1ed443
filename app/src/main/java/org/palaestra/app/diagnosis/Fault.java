package org.palaestra.app.diagnosis;

/** What can be wrong with an agent, in words, and where to look for it. */
public enum Fault {
  /** It threw, or its numbers ceased to be finite. */
  FAILS(
      "it fails while it learns",
      "at the message above; `palaestra train` on the same probe shows it in full"),
  /** The simplest value is not learned. */
  VALUE_NOT_LEARNED(
      "it does not learn even a value that never changes",
      "at the loss of the value and its sign, at the optimiser, and whether gradients arrive"),
  /** Termination is not heeded. */
  NO_BOOTSTRAP_MASK(
      "it bootstraps past termination: the end of an episode is given a future value",
      "whether the value of the successor is left out where `after.terminated` is true (no bootstrap"
          + " mask)"),
  /** The value is the same whatever is observed. */
  OBSERVATION_IGNORED(
      "its value does not depend on what is observed",
      "how observations reach the network or table, and whether they are overwritten on the way"),
  /** Rows are mixed up. */
  ROWS_MIXED(
      "it pairs what is observed with the reward or action of another row",
      "at the indices that read a batch, and at copies: row i of observations belongs to reward i"),
  /** The target network is never refreshed. */
  STALE_TARGET(
      "it bootstraps from values that never change: its target network is stale",
      "at what copies the weights into the target network, and how often"),
  /** Nothing of what follows arrives. */
  NO_BOOTSTRAP(
      "nothing of what comes later reaches its values: its target network is never refreshed, or it"
          + " does not bootstrap",
      "at r + γ V(s′): is V(s′) added, is s′ the successor, is the target network ever refreshed?"),
  /** The discount is lost or another. */
  WRONG_DISCOUNT(
      "it discounts wrongly",
      "at where γ is multiplied in, once for each step between reward and value"),
  /** Truncation ends the future. */
  TRUNCATION_AS_TERMINATION(
      "it treats truncation as termination: a time limit is taken for the end",
      "whether it bootstraps from `after.successors` where `after.truncated` is true"),
  /** The future is counted more than once. */
  VALUES_TOO_HIGH(
      "it values what goes on for ever too highly",
      "at what is added to a return where an episode is cut: the future must be counted once"),
  /** Action values do not tell actions apart, or are wrong. */
  ACTION_VALUES_WRONG(
      "it does not learn what its actions are worth",
      "at which action's value an update moves, and whether every action is tried"),
  /** Act and learn disagree on which action it was. */
  SWAPPED_ACTIONS(
      "actions are swapped between acting and learning: what is learned of one is done as another",
      "at how a choice becomes an action that is sent, and which action an update is told of: order,"
          + " sign, scale, shift by one"),
  /** Policy goes downhill. */
  REVERSED_ADVANTAGE(
      "it improves its policy in the wrong direction: the advantage is reversed",
      "at the sign of the policy's loss and of the advantage, which is return minus value"),
  /** Values right, choice wrong. */
  ACTS_AGAINST_VALUES(
      "its action values are right, but its finished policy does not choose the greatest",
      "at how `target()` chooses: the greatest value, of the right row"),
  /** Policy stays. */
  POLICY_NOT_LEARNED(
      "its policy does not move towards the better action",
      "at the gradient of the policy's loss, at the weight of the entropy, and whether the actor's"
          + " weights are given to the optimiser"),
  /** Policy is blind. */
  POLICY_IGNORES_OBSERVATION(
      "its policy does not depend on what is observed",
      "how observations reach the actor, and whether it shares what the value has"),
  /** Memory leaks from one episode to the next. */
  MEMORY_NOT_RESET(
      "its memory is not reset at episode starts: what it thinks depends on the episode before",
      "whether the actor clears its memory of a copy where `now.starts` is true, also while learning"),
  /** Memory does not last. */
  MEMORY_LOST(
      "it does not remember what it saw a few steps before",
      "whether memory is carried from step to step, kept apart by copy, and trained through time");

  private final String words;
  private final String look;

  Fault(String words, String look) {
    this.words = words;
    this.look = look;
  }

  /** What is broken. */
  public String words() {
    return words;
  }

  /** Where to look. */
  public String look() {
    return look;
  }
}
