/**
 * Dynamic programming on known models. Start with {@link
 * org.palaestra.agents.planning.ValueIteration}.
 */
@NullMarked
package org.palaestra.agents.planning;

import org.jspecify.annotations.NullMarked;
