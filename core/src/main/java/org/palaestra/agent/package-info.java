/**
 * Agents: what learns, acts and plans. {@link org.palaestra.agent.Agent} learns from batches; its
 * {@link org.palaestra.agent.Policy} acts without learning; an {@link
 * org.palaestra.agent.AgentProvider} names it to the platform.
 */
@NullMarked
package org.palaestra.agent;

import org.jspecify.annotations.NullMarked;
