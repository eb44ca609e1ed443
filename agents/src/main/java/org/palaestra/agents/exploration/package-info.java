/**
 * How to depart from what seems best in order to learn. Start with {@link
 * org.palaestra.agents.exploration.Exploration}.
 */
@NullMarked
package org.palaestra.agents.exploration;

import org.jspecify.annotations.NullMarked;
