/**
 * Learning with one number for each state and action. Start with {@link
 * org.palaestra.agents.tabular.QLearning}.
 */
@NullMarked
package org.palaestra.agents.tabular;

import org.jspecify.annotations.NullMarked;
