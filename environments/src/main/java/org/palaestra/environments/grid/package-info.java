/**
 * Worlds of cells with finitely many states and a known model.
 *
 * <p>Start with {@link org.palaestra.environments.grid.GridWorld}. A world fills a {@link
 * org.palaestra.environments.grid.TransitionTable} once, and steps and planning both read from it,
 * so that they cannot disagree.
 */
@NullMarked
package org.palaestra.environments.grid;

import org.jspecify.annotations.NullMarked;
