/**
 * What goes into a training. {@link org.palaestra.nn.data.DataSet} holds samples, {@link
 * org.palaestra.nn.data.Batches} gives them out in seeded order, {@link
 * org.palaestra.nn.data.Standardiser} and {@link org.palaestra.nn.data.Augmentation} prepare them,
 * {@link org.palaestra.nn.data.Bagging} trains several models on resamples of them.
 */
@NullMarked
package org.palaestra.nn.data;

import org.jspecify.annotations.NullMarked;
