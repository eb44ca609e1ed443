/**
 * The window in which people watch agents play. {@link org.palaestra.render.WatchWindow} opens it;
 * {@link org.palaestra.render.WatchOptions} says how.
 *
 * <p>It reads snapshots and sends commands; it never steps an environment. libGDX is loaded when a
 * window is asked for, and not before.
 */
@NullMarked
package org.palaestra.render;

import org.jspecify.annotations.NullMarked;
