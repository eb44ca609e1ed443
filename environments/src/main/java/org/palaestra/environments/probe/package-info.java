/**
 * Probes: environments so small that one thing alone can go wrong in each, with known values.
 * Together they tell what is the matter with an agent that does not learn; {@code
 * ProbeConstant-v1}, the first to try, needs nothing but a value that follows its target. Start
 * with {@link org.palaestra.environments.probe.ProbeConstant}; the finite ones share a base class
 * that has their model.
 */
@NullMarked
package org.palaestra.environments.probe;

import org.jspecify.annotations.NullMarked;
