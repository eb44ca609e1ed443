package org.palaestra.environment;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.palaestra.space.Space;

/**
 * A Markov decision process, or a part of one that can be observed, stepped one action at a time.
 *
 * <p>Implement {@link DiscreteEnvironment} or {@link ContinuousEnvironment}. All chance comes from
 * the generator that is passed in, so that a seed repeats an episode. Time limits belong to the
 * {@link EnvironmentSpec}, never here. The platform calls {@link #reset} first (or {@link
 * Restorable#restore}), never steps after {@link #terminated}, and calls from one thread at a time.
 * Others may not, so {@code step} should throw a {@link NoEpisodeException} before the first reset
 * and after the end, and every environment that is shipped does. {@code reset}, {@code step} and
 * {@code observe} should allocate nothing.
 */
public sealed interface Environment permits DiscreteEnvironment, ContinuousEnvironment {

  /** What {@link #observe} writes: always the same space. */
  Space observationSpace();

  /** What {@code step} takes: always the same space. */
  Space actionSpace();

  /** Starts an episode. */
  void reset(RandomGenerator random);

  /** Whether the process has ended, so that no reward can follow. */
  boolean terminated();

  /**
   * Writes the observation of the current state, {@code observationSpace().size()} floats; a
   * discrete one writes its index.
   *
   * @param out the caller's buffer; the slice arrives zeroed, unless {@link #overwrites}
   * @param offset where the slice starts
   */
  void observe(float[] out, int offset);

  /**
   * Whether {@link #observe} writes every value of its slice, zeros included: always the same. Then
   * nobody need clear the slice first, which for a wide observation can take as long as a step.
   */
  default boolean overwrites() {
    return false;
  }

  /**
   * This environment's implementation of an optional ability such as {@link Restorable} or {@link
   * Viewable}, if it has one. A wrapper passes the question on.
   */
  default <T> Optional<T> ability(Class<T> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }
}
