/** The built-in agents. {@link org.palaestra.agents.BuiltInAgents} lists them. */
@NullMarked
package org.palaestra.agents;

import org.jspecify.annotations.NullMarked;
