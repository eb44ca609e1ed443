/**
 * Memories of experience that learning draws from. Start with {@link
 * org.palaestra.agents.replay.ReplayMemory}.
 */
@NullMarked
package org.palaestra.agents.replay;

import org.jspecify.annotations.NullMarked;
