/**
 * Black-box search for the weights of a policy, which looks at nothing but returns: baselines for
 * all that learns from steps. Start with {@link org.palaestra.agents.search.CmaEs}.
 */
@NullMarked
package org.palaestra.agents.search;

import org.jspecify.annotations.NullMarked;
