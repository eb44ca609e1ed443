package org.palaestra.environments.probe;

import org.palaestra.space.Box;
import org.palaestra.view.Canvas;

/**
 * Act upon what was seen long ago.
 *
 * <h2>Description</h2>
 *
 * <p>A cue is shown in the first observation, then nothing for a while, then a sign that it is time
 * to act, and the action has to match the cue. Actions before that do nothing. An agent that
 * masters {@link ProbeActionObservation} but not this one forgets: its memory is cleared between
 * steps, is not trained through time, or is mixed up between copies. One without memory earns 0 on
 * average.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>2 discrete</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0</td><td>right in the last step if the cue was −1</td></tr>
 *   <tr><td>1</td><td>right in the last step if the cue was 1</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>box [2]: nothing but zeros during the delay and after the end</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>the cue, −1 or 1, in the first observation; then 0</td><td>1</td>
 *       <td>−1</td><td>1</td></tr>
 *   <tr><td>1</td><td>1 when it is time to act, else 0</td><td>1</td><td>−1</td><td>1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>1 if the last action matches the cue and −1 if not; 0 for every step before.
 *
 * <p>Known values, with the discount γ and the delay d: V* = γ^(d + 1) in the first state, whatever
 * the cue, and 1 in the last. The best policy earns 1; every one without memory earns 0 on average
 * and has the value 0 everywhere after the cue.
 *
 * <h2>Start</h2>
 *
 * <p>With either cue, equally likely.
 *
 * <h2>End</h2>
 *
 * <p>Terminated after d + 2 steps: one with the cue, d without anything, one to act.
 *
 * <h2>Options</h2>
 *
 * <p>See {@link Options}.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>The T-maze without its corridor: B. Bakker, "Reinforcement learning with long short-term
 * memory", Advances in Neural Information Processing Systems 14, 2002; also the memory length
 * experiment of I. Osband et al., "Behaviour suite for reinforcement learning", 2020.
 */
public final class ProbeMemory extends FiniteProbe {

  /** The id under which it is registered. */
  public static final String ID = "ProbeMemory-v1";

  private static final int LONGEST_DELAY = 10_000;
  private static final Box OBSERVATIONS = Box.of(-1, 1, 2);

  /**
   * How a memory probe differs from another.
   *
   * @param delay observations between the cue and the time to act, from 0 to 10,000
   */
  public record Options(int delay) {

    /** Three blank observations. */
    public static final Options SHORT = new Options(3);

    /** Checks the range. */
    public Options {
      if (delay < 0 || delay > LONGEST_DELAY) {
        throw new IllegalArgumentException(
            "delay must be from 0 to " + LONGEST_DELAY + ", got " + delay);
      }
    }
  }

  private final int delay;

  /** With {@code options}. */
  public ProbeMemory(Options options) {
    // States 2t and 2t + 1 are those after t steps, with the cues −1 and 1; then the end.
    super("ProbeMemory", 2 * (options.delay + 2) + 1, 2, 2, OBSERVATIONS);
    delay = options.delay;
  }

  private boolean last(int state) {
    return state / 2 == delay + 1;
  }

  @Override
  int next(int state, int action) {
    return last(state) ? states() - 1 : state + 2;
  }

  @Override
  double reward(int state, int action) {
    return last(state) ? (action == state % 2 ? 1 : -1) : 0;
  }

  @Override
  boolean terminal(int state) {
    return state == states() - 1;
  }

  @Override
  void observe(int state, float[] out, int offset) {
    if (state < 2) {
      out[offset] = 2 * state - 1;
    } else if (last(state)) {
      out[offset + 1] = 1;
    }
  }

  /** Gives the hidden cue, −1 or 1, 0 after the end, and how many steps were taken. */
  @Override
  public void measure(Sink sink) {
    int steps = state() / 2;
    sink.measure("cue", terminal(state()) ? 0 : 2 * (state() % 2) - 1);
    sink.measure("steps", steps);
  }

  @Override
  public void paint(Canvas canvas) {
    int steps = state() / 2;
    int cue = terminal(state()) ? 0 : 2 * (state() % 2) - 1;
    MemoryScene.paint(canvas, delay, steps, cue);
  }
}
