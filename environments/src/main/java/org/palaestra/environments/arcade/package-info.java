/**
 * Arcade games on a board of 10 × 10 cells: five with the dynamics of MinAtar (Young and Tian,
 * 2019) and two of our own. Start with {@link org.palaestra.environments.arcade.Breakout}, the
 * simplest.
 *
 * <p>A game is one class, whose Javadoc is its rules; a scene beside it paints it. What games share
 * is in {@code ArcadeGame}: numbered actions, the score, the end of an episode, and one method that
 * both saves and restores the state. Everything that moves has an id that it keeps, for renderers
 * that move things smoothly.
 */
@NullMarked
package org.palaestra.environments.arcade;

import org.jspecify.annotations.NullMarked;
