/**
 * What scenes of several packages are painted with: {@link org.palaestra.environments.scene.Pose}.
 */
@NullMarked
package org.palaestra.environments.scene;

import org.jspecify.annotations.NullMarked;
