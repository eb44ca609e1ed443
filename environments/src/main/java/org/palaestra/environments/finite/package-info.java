/**
 * Finite Markov decision processes with a known model.
 *
 * <p>Start with {@link org.palaestra.environments.finite.RandomWalk}. A world fills a {@link
 * org.palaestra.environments.finite.TransitionTable} once, and steps and planning both read from
 * it, so that they cannot disagree; {@link org.palaestra.environments.finite.TabularEnvironment} is
 * what they share.
 */
@NullMarked
package org.palaestra.environments.finite;

import org.jspecify.annotations.NullMarked;
