/**
 * Learning a policy itself, with a network for its value beside it: on-policy, so that what is
 * learned from was done by the policy that learns. Start with {@link
 * org.palaestra.agents.policy.Ppo}.
 */
@NullMarked
package org.palaestra.agents.policy;

import org.jspecify.annotations.NullMarked;
