/** What any learner should beat. Start with {@link org.palaestra.agents.baseline.RandomAgent}. */
@NullMarked
package org.palaestra.agents.baseline;

import org.jspecify.annotations.NullMarked;
