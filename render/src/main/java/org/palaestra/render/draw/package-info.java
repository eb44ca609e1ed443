/**
 * Shapes and text by OpenGL. {@link org.palaestra.render.draw.Painter} paints flat ones in pixels,
 * {@link org.palaestra.render.draw.Brush} shaded and glowing ones in a scene's own units, and
 * {@link org.palaestra.render.draw.GdxCanvas} what an environment paints of itself. All of them
 * share one batch of triangles, so that they can take turns at no cost.
 */
@NullMarked
package org.palaestra.render.draw;

import org.jspecify.annotations.NullMarked;
