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
 * original. Still, no episode of the original can be played again bit by bit: its chance comes from
 * NumPy's generator, each compiler arranges the solver's sums in its own way, and the sine and
 * cosine of a body's angle are the C library's, which differ between systems and even between
 * processors under one system. A difference in the last bit grows with every contact.
 *
 * <p>The same rules in C++ on the sources of box2d-py, given the draws and actions of 200 episodes
 * from here, took the same course for as long as contacts let it: of 35,793 steps 57 % had the same
 * bits and 95 % were within 0.0001 in each number, and 197 episodes ended at the same step. Over
 * many episodes the scores agree: Gymnasium's heuristic had 238.9 ± 3.2 here and 240.6 ± 1.5 there,
 * random play −180.5 ± 3.4 and −186.2 ± 1.7 (mean and its standard error), and the heuristic with
 * throttles 281.2 ± 0.9, where 282.9 is published for Gymnasium. On one machine the same seed gives
 * the same bits; on another kind of machine, or beside the original, trust statistics.
 */
@NullMarked
package org.palaestra.environments.physics;

import org.jspecify.annotations.NullMarked;
