/**
 * ND4J's native linear algebra, and RL4J's learners as guests.
 *
 * <p>Start with {@link org.palaestra.nd4j.LinearSolver} and {@link org.palaestra.nd4j.Nd4jKernels}.
 * Nothing here is touched before it is needed: the first use of ND4J itself unpacks some 400 MB of
 * native code to {@code ~/.javacpp/cache} and takes seconds; the kernels need its BLAS alone, 35
 * MB. An operation costs about 10 µs however small it is, so only large products and factorisations
 * belong here; the neural engine has kernels of its own.
 *
 * <p>Run with {@code OMP_NUM_THREADS=1} where results must repeat bit for bit: sums are split among
 * threads otherwise.
 */
@NullMarked
package org.palaestra.nd4j;

import org.jspecify.annotations.NullMarked;
