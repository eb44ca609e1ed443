/**
 * Training and judging. {@link org.palaestra.training.Trainer} is the only loop there is; {@link
 * org.palaestra.training.TrainingRun} keeps it in a {@link org.palaestra.training.RunFolder};
 * {@link org.palaestra.training.Evaluator} plays a policy over a list of seeds.
 */
@NullMarked
package org.palaestra.training;

import org.jspecify.annotations.NullMarked;
