/** Proof that RL4J's learners behave as agents do, and fail alone. */
@NullMarked
package org.palaestra.nd4j.rl4j;

import org.jspecify.annotations.NullMarked;
