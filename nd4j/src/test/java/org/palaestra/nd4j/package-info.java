/** Proof that the pinned ND4J and RL4J, which no upstream build pairs, still work together. */
@NullMarked
package org.palaestra.nd4j;

import org.jspecify.annotations.NullMarked;
