/**
 * Search: for the weights of a policy by returns alone, baselines for all that learns from steps,
 * which starts with {@link org.palaestra.agents.search.CmaEs}; and for the next action by trying
 * what might come of each, which is {@link org.palaestra.agents.search.Uct}.
 */
@NullMarked
package org.palaestra.agents.search;

import org.jspecify.annotations.NullMarked;
