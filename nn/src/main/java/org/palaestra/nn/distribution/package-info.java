/**
 * Probability distributions whose parameters a network computes, one distribution a row. {@link
 * org.palaestra.nn.distribution.Categorical} and {@link
 * org.palaestra.nn.distribution.DiagonalGaussian} are where to start.
 *
 * <p>Constructing one adds what it needs to the graph of its parameters. {@code sample} reads what
 * the graph's last forward pass left and writes into an array of the caller's; {@code logProb} and
 * {@code entropy} add operations to the graph, through which gradients flow.
 */
@NullMarked
package org.palaestra.nn.distribution;

import org.jspecify.annotations.NullMarked;
