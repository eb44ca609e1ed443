/** Learning with neural networks. Start with {@link org.palaestra.agents.deep.Dqn}. */
@NullMarked
package org.palaestra.agents.deep;

import org.jspecify.annotations.NullMarked;
