/**
 * Learning the values of actions with networks. Start with {@link org.palaestra.agents.value.Dqn}.
 */
@NullMarked
package org.palaestra.agents.value;

import org.jspecify.annotations.NullMarked;
