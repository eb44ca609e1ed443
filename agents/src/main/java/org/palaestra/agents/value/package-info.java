/**
 * Learning the values of actions with networks. Start with {@link org.palaestra.agents.value.Dqn};
 * each other agent says in its page what it does otherwise. What they share is {@code
 * ValueLearner}, the loop, and an {@code Objective}, what is lowered.
 */
@NullMarked
package org.palaestra.agents.value;

import org.jspecify.annotations.NullMarked;
