/**
 * Agents for bandits: exploration and nothing else. What they learn of the arms lasts for one
 * episode, since the next one may be another bandit, so their actors learn while they act. Start
 * with {@link org.palaestra.agents.bandit.EpsilonGreedyBandit}.
 */
@NullMarked
package org.palaestra.agents.bandit;

import org.jspecify.annotations.NullMarked;
