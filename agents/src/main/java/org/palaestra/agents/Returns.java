package org.palaestra.agents;

/**
 * Advantages and λ-returns of a stretch of experience, for every agent that needs them. Returns of
 * n steps are added up where those steps are kept: in {@link Stretch} and in {@link
 * org.palaestra.agents.replay.ReplayMemory}.
 *
 * <p>Arrays are {@code [T, N]}, time by time: step t of copy n lies at t·N + n. Three numbers tell
 * how a step went on: {@code values} holds V(s) of what was acted on, {@code futures} V(s′) of the
 * true next state, before any restart, {@code terminated} whether that counts as 0. {@code ended}
 * says that the next step of that copy belongs to another episode; a truncated step has ended and
 * has a future.
 */
public final class Returns {

  private Returns() {}

  /**
   * Generalised advantage estimation (Schulman et al., "High-dimensional continuous control using
   * generalized advantage estimation", 2016):
   *
   * <pre>δ(t) = r(t) + γ V(s′(t)) − V(s(t))
   * A(t) = δ(t) + γ λ A(t + 1)</pre>
   *
   * <p>λ = 0 is the one-step error, λ = 1 the return up to the stretch's end and V from there on,
   * less V. A(t) + V(s(t)) is the λ-return (Sutton and Barto, 2018, section 12.1).
   *
   * @param steps T
   * @param copies N
   * @param gamma γ, from 0 to 1
   * @param lambda λ, from 0 to 1
   * @param out receives A
   */
  public static void advantages(
      int steps,
      int copies,
      float[] rewards,
      float[] values,
      float[] futures,
      boolean[] terminated,
      boolean[] ended,
      double gamma,
      double lambda,
      float[] out) {
    float g = (float) gamma;
    float gl = (float) (gamma * lambda);
    for (int copy = 0; copy < copies; copy++) {
      float advantage = 0;
      for (int i = (steps - 1) * copies + copy; i >= 0; i -= copies) {
        float future = terminated[i] ? 0 : g * futures[i];
        float error = rewards[i] + future - values[i];
        advantage = ended[i] ? error : error + gl * advantage;
        out[i] = advantage;
      }
    }
  }
}
