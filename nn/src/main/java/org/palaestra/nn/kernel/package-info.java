/**
 * The arithmetic under the networks. {@link org.palaestra.nn.kernel.Kernels} is what they call;
 * {@link org.palaestra.nn.kernel.KernelChoice} picks who answers.
 */
@NullMarked
package org.palaestra.nn.kernel;

import org.jspecify.annotations.NullMarked;
