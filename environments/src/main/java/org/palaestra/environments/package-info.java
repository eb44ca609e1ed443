/**
 * The environments that come with the platform, one provider for each family: {@link
 * org.palaestra.environments.ClassicControl}, {@link org.palaestra.environments.GridWorlds}, {@link
 * org.palaestra.environments.FiniteWorlds}, {@link org.palaestra.environments.Bandits}, {@link
 * org.palaestra.environments.Arcade}, {@link org.palaestra.environments.Physics} and {@link
 * org.palaestra.environments.Probes}. The class of an environment is its documentation page.
 */
@NullMarked
package org.palaestra.environments;

import org.jspecify.annotations.NullMarked;
