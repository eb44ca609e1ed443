/**
 * Bandits: one state, many arms, and a mean reward of each arm that nobody tells. Start with {@link
 * org.palaestra.environments.bandit.Bandit}.
 */
@NullMarked
package org.palaestra.environments.bandit;

import org.jspecify.annotations.NullMarked;
