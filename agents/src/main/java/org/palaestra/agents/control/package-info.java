/**
 * Learning continuous actions off-policy: from a replay memory of what any behaviour did. Start
 * with {@link org.palaestra.agents.control.Sac}.
 */
@NullMarked
package org.palaestra.agents.control;

import org.jspecify.annotations.NullMarked;
