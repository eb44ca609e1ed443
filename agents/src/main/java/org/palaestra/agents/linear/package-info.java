/**
 * Learning with values that are linear in features of the observation, here tiles. Start with
 * {@link org.palaestra.agents.linear.LinearSarsaLambda}.
 */
@NullMarked
package org.palaestra.agents.linear;

import org.jspecify.annotations.NullMarked;
