package org.palaestra.environments.finite;

import java.util.Arrays;
import org.palaestra.environment.FiniteMdp;

/**
 * The whole model of a finite Markov decision process as flat arrays: built once, then read by
 * planning and sampled by stepping. Immutable, so that any number of copies can share one.
 *
 * <p>The outcomes of one state and action lie in a row. Sampling takes one uniform number and
 * constant time by the alias method: a row of n outcomes is cut into n slots of equal width, each
 * shared by at most two outcomes (A. J. Walker, "An efficient method for generating discrete random
 * variables with general distributions", 1977; set up as in M. D. Vose, 1991).
 *
 * <p>An action without outcomes is not allowed in that state. A terminal state is absorbing: every
 * action leads back to it without reward. An outcome may also end the process in a state that has
 * outcomes of its own, as some published tables have it.
 */
public final class TransitionTable {

  private final int states;
  private final int actions;
  private final boolean[] terminal; // [states]

  // Rows: outcomes of (state, action) are first[row] … first[row + 1] − 1.
  private final int[] first; // [states · actions + 1]
  private final double[] probability; // [outcomes]
  private final int[] target; // [outcomes] the next state s, or −1 − s if the process ends there
  private final double[] reward; // [outcomes]
  private final double[] share; // [outcomes] the part of a slot that its own outcome takes
  private final int[] alias; // [outcomes] who takes the rest of the slot

  private final int[] starts;
  private final double[] startProbability;
  private final double[] startShare;
  private final int[] startAlias;

  TransitionTable(TransitionTableBuilder from) {
    states = from.states;
    actions = from.actions;
    terminal = from.terminal.clone();
    int count = from.outcomes;
    first = from.firstOutcomes();
    probability = new double[count];
    target = new int[count];
    reward = new double[count];
    int[] free = first.clone();
    for (int i = 0; i < count; i++) {
      int to = free[from.rows[i]]++;
      probability[to] = from.probabilities[i];
      int next = from.successors[i];
      target[to] = from.ends[i] || terminal[next] ? ~next : next;
      reward[to] = from.rewards[i];
    }
    share = new double[count];
    alias = new int[count];
    for (int row = 0; row < states * actions; row++) {
      AliasSlots.cut(probability, first[row], first[row + 1], share, alias);
    }
    starts = Arrays.copyOf(from.starts, from.startCount);
    startProbability = Arrays.copyOf(from.startProbabilities, from.startCount);
    startShare = new double[from.startCount];
    startAlias = new int[from.startCount];
    AliasSlots.cut(startProbability, 0, from.startCount, startShare, startAlias);
  }

  /**
   * Begins a table.
   *
   * @param states number of states, from 1 to 2²⁴, as many as an observed float can tell apart
   * @param actions number of actions, at least 1
   */
  public static TransitionTableBuilder builder(int states, int actions) {
    return new TransitionTableBuilder(states, actions);
  }

  /** Number of states. */
  public int states() {
    return states;
  }

  /** Number of actions. */
  public int actions() {
    return actions;
  }

  /** Whether the process ends in {@code state} however it is entered. */
  public boolean terminal(int state) {
    return terminal[state];
  }

  /** Whether an outcome that ends the process leads to {@code state}. */
  public boolean mayEndIn(int state) {
    for (int where : target) {
      if (where == ~state) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code action} can be chosen in {@code state}. */
  public boolean allowed(int state, int action) {
    int row = state * actions + action;
    return first[row] < first[row + 1];
  }

  /**
   * Draws what follows: the index of an outcome for {@link #next}, {@link #reward} and {@link
   * #ends}.
   *
   * @param uniform from [0, 1)
   * @throws IllegalArgumentException if there is no such action or it is not allowed here
   */
  public int sample(int state, int action, double uniform) {
    if (action < 0 || action >= actions) {
      throw new IllegalArgumentException(
          "action must be from 0 to " + (actions - 1) + ", got " + action);
    }
    int row = state * actions + action;
    int begin = first[row];
    int width = first[row + 1] - begin;
    if (width == 0) {
      throw new IllegalArgumentException("action " + action + " is not allowed in state " + state);
    }
    double scaled = uniform * width;
    int slot = (int) scaled;
    int outcome = begin + slot;
    return pick(scaled - slot, share[outcome], outcome, alias[outcome]);
  }

  /**
   * {@code own} if {@code part} lies in its share of a slot, else {@code other}. By the sign of a
   * difference instead of a branch, which no processor can foresee.
   */
  private static int pick(double part, double share, int own, int other) {
    int within = (int) (Double.doubleToRawLongBits(part - share) >> 63); // −1 or 0
    return other ^ ((own ^ other) & within);
  }

  /** The state to which an outcome leads. */
  public int next(int outcome) {
    int where = target[outcome];
    return where ^ (where >> 31);
  }

  /** The reward on the way. */
  public double reward(int outcome) {
    return reward[outcome];
  }

  /** Whether the process ends with an outcome. */
  public boolean ends(int outcome) {
    return target[outcome] < 0;
  }

  /**
   * Draws a state to start in.
   *
   * @param uniform from [0, 1)
   */
  public int sampleStart(double uniform) {
    double scaled = uniform * starts.length;
    int slot = (int) scaled;
    return starts[pick(scaled - slot, startShare[slot], slot, startAlias[slot])];
  }

  /** Gives each state in which an episode may start. */
  public void initial(FiniteMdp.InitialVisitor visitor) {
    for (int i = 0; i < starts.length; i++) {
      visitor.visit(startProbability[i], starts[i]);
    }
  }

  /** Gives each outcome of {@code action} in {@code state}, in the order in which it was added. */
  public void successors(int state, int action, FiniteMdp.SuccessorVisitor visitor) {
    int row = state * actions + action;
    for (int i = first[row]; i < first[row + 1]; i++) {
      visitor.visit(probability[i], next(i), reward[i], ends(i));
    }
  }
}
