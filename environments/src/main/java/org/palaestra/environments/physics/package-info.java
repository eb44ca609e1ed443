/**
 * Rigid bodies, moved by Box2D through libGDX's binding, which this package alone may use. Start
 * with {@link org.palaestra.environments.physics.LunarLander}: {@code Flight} holds its rules,
 * {@code LanderWorld} its bodies, and {@code Box2dLibrary} what the binding needs for several
 * worlds to live in several threads.
 *
 * <h2>Where builds of Box2D differ</h2>
 *
 * <p>libGDX 1.14.0 carries Box2D 2.3.0, and so do {@code box2d} 2.3.10 and {@code box2d-py} 2.3.8,
 * the Python packages that Gymnasium runs on. The sources differ in small things: libGDX's polygons
 * have at most 8 corners instead of 16, which no lander reaches, and its threshold for bouncing is
 * a variable instead of a constant, of the same value. So the rules and the solver are those of the
 * original. Still, an episode of the original cannot be played again bit by bit: its chance comes
 * from NumPy's generator, compilers order the solver's additions as they like, and the sine and
 * cosine of a body's angle are the C library's, which differ between systems and even between
 * processors under one system. A difference in the last bit grows with every contact and every
 * engine's push. Trajectories of two builds, or of two kinds of machine, agree in their statistics;
 * on one machine the same seed gives the same bits.
 */
@NullMarked
package org.palaestra.environments.physics;

import org.jspecify.annotations.NullMarked;
