/**
 * Environments: what an author writes and what an agent sees.
 *
 * <p>Authors implement {@link org.palaestra.environment.DiscreteEnvironment} or {@link
 * org.palaestra.environment.ContinuousEnvironment} and name it in an {@link
 * org.palaestra.environment.EnvironmentProvider}; {@link
 * org.palaestra.environment.EnvironmentChecker} tells whether it keeps the contract. Agents see
 * only {@link org.palaestra.environment.VectorEnvironment} and its {@link
 * org.palaestra.environment.StepBatch}es.
 */
@NullMarked
package org.palaestra.environment;

import org.jspecify.annotations.NullMarked;
