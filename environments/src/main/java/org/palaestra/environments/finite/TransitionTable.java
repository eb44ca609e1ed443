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
  private final double[] widths; // [states · actions] first[row + 1] − first[row]
  private final double[] probability; // [outcomes]
  private final double[] bound; // [outcomes] where in its row a slot passes to the other outcome

  // By the sides of slots: 2 i is outcome i itself, 2 i + 1 what takes the rest of its slot.
  private final int[] target; // [2 · outcomes] the next state s, or −1 − s if it ends the process
  private final double[] reward; // [2 · outcomes]

  private final double[] startProbability; // [starts]
  private final double[] startBound; // [starts]
  private final int[] starts; // [2 · starts] by the sides of slots

  TransitionTable(TransitionTableBuilder from) {
    states = from.states;
    actions = from.actions;
    terminal = from.terminal.clone();
    int count = from.outcomes;
    first = from.firstOutcomes();
    probability = new double[count];
    target = new int[2 * count];
    reward = new double[2 * count];
    int[] free = first.clone();
    for (int i = 0; i < count; i++) {
      int to = free[from.rows[i]]++;
      probability[to] = from.probabilities[i];
      int next = from.successors[i];
      target[2 * to] = from.ends[i] || terminal[next] ? ~next : next;
      reward[2 * to] = from.rewards[i];
    }
    bound = new double[count];
    int[] alias = new int[count];
    widths = new double[states * actions];
    for (int row = 0; row < states * actions; row++) {
      widths[row] = first[row + 1] - first[row];
      AliasSlots.cut(probability, first[row], first[row + 1], bound, alias);
      AliasSlots.bound(bound, first[row], first[row + 1]);
    }
    for (int i = 0; i < count; i++) {
      target[2 * i + 1] = target[2 * alias[i]];
      reward[2 * i + 1] = reward[2 * alias[i]];
    }
    int startCount = from.startCount;
    startProbability = Arrays.copyOf(from.startProbabilities, startCount);
    startBound = new double[startCount];
    int[] startAlias = new int[startCount];
    AliasSlots.cut(startProbability, 0, startCount, startBound, startAlias);
    AliasSlots.bound(startBound, 0, startCount);
    starts = new int[2 * startCount];
    for (int i = 0; i < startCount; i++) {
      starts[2 * i] = from.starts[i];
      starts[2 * i + 1] = from.starts[startAlias[i]];
    }
  }

  /** Equal for tables with equal contents. */
  int contentHash() {
    int hash = 31 * states + actions;
    hash = 31 * hash + Arrays.hashCode(probability);
    hash = 31 * hash + Arrays.hashCode(target);
    return 31 * hash + Arrays.hashCode(reward);
  }

  /** Whether both describe the same process, to the bit and in the same order. */
  boolean equalContents(TransitionTable other) {
    return states == other.states
        && actions == other.actions
        && Arrays.equals(terminal, other.terminal)
        && Arrays.equals(first, other.first)
        && Arrays.equals(probability, other.probability)
        && Arrays.equals(target, other.target)
        && Arrays.equals(reward, other.reward)
        && Arrays.equals(startProbability, other.startProbability)
        && Arrays.equals(starts, other.starts);
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
    double width = widths[row]; // kept as a double, since a conversion would be waited for
    if (width == 0) {
      throw new IllegalArgumentException(
          "action %d is not allowed in state %d; %s"
              .formatted(
                  action, state, AllowedActions.describe(actions, other -> allowed(state, other))));
    }
    double scaled = uniform * width;
    int slot = first[row] + (int) scaled;
    return side(scaled, bound[slot], slot);
  }

  /**
   * The side of a slot on which {@code place} lies. By the sign of a difference instead of a
   * branch, which no processor can foresee.
   */
  private static int side(double place, double bound, int slot) {
    return 2 * slot + 1 - (int) (Double.doubleToRawLongBits(place - bound) >>> 63);
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
    double scaled = uniform * startBound.length;
    int slot = (int) scaled;
    return starts[side(scaled, startBound[slot], slot)];
  }

  /** Gives each state in which an episode may start. */
  public void initial(FiniteMdp.InitialVisitor visitor) {
    for (int i = 0; i < startProbability.length; i++) {
      visitor.visit(startProbability[i], starts[2 * i]);
    }
  }

  /** Gives each outcome of {@code action} in {@code state}, in the order in which it was added. */
  public void successors(int state, int action, FiniteMdp.SuccessorVisitor visitor) {
    int row = state * actions + action;
    for (int i = first[row]; i < first[row + 1]; i++) {
      visitor.visit(probability[i], next(2 * i), reward(2 * i), ends(2 * i));
    }
  }
}
