/** What an observation or an action can be. Start with {@link org.palaestra.space.Space}. */
@NullMarked
package org.palaestra.space;

import org.jspecify.annotations.NullMarked;
