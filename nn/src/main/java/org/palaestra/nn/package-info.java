/**
 * The neural engine. {@link org.palaestra.nn.Graph} differentiates what {@link
 * org.palaestra.nn.Functions} and the layers build in it; {@link org.palaestra.nn.Parameters} holds
 * the weights; {@link org.palaestra.nn.Adam} and the other optimisers move them.
 *
 * <pre>{@code
 * Parameters weights = new Parameters();
 * Linear first = new Linear(weights, "0", 4, 64);
 * Linear second = new Linear(weights, "1", 64, 2);
 * weights.initialise(random);
 *
 * Graph graph = new Graph(kernels);
 * Tensor x = graph.input(128, 4);
 * Tensor y = graph.input(128, 2);
 * Tensor loss = mse(second.apply(relu(first.apply(x))), y);
 *
 * graph.forward();
 * graph.backward(loss);
 * adam.step(0.001);
 * }</pre>
 */
@NullMarked
package org.palaestra.nn;

import org.jspecify.annotations.NullMarked;
