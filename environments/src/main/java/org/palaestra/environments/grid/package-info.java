/**
 * Worlds of cells, each a finite Markov decision process of {@link
 * org.palaestra.environments.finite}.
 *
 * <p>Start with {@link org.palaestra.environments.grid.GridWorld}, which walks over a map.
 */
@NullMarked
package org.palaestra.environments.grid;

import org.jspecify.annotations.NullMarked;
