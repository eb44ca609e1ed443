/**
 * Randomness that can be saved and repeated. Start with {@link org.palaestra.random.RandomStreams},
 * which derives every stream of a run from one root seed.
 */
@NullMarked
package org.palaestra.random;

import org.jspecify.annotations.NullMarked;
