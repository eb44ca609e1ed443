/** What agents with networks share. Start with {@link org.palaestra.agents.network.Body}. */
@NullMarked
package org.palaestra.agents.network;

import org.jspecify.annotations.NullMarked;
