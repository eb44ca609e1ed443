/**
 * The arithmetic under the networks. {@link org.palaestra.nn.kernel.Kernels} is what they call;
 * {@link org.palaestra.nn.kernel.KernelChoice} picks who answers; another module offers a set of
 * its own as a {@link org.palaestra.nn.kernel.KernelProvider}.
 */
@NullMarked
package org.palaestra.nn.kernel;

import org.jspecify.annotations.NullMarked;
