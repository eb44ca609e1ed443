/**
 * Watching an agent act, without a toolkit: what a window shows and what a recording keeps.
 *
 * <p>{@link org.palaestra.playback.Playback} plays one copy of an environment step by step and
 * takes a {@link org.palaestra.playback.Frame} of each; a recording needs no more. {@link
 * org.palaestra.playback.Simulation} does so at a pace, on a thread of its own, for a window.
 * {@link org.palaestra.playback.PlaySession} lets a person play instead, with the keys of a {@link
 * org.palaestra.playback.KeyMap}.
 */
@NullMarked
package org.palaestra.playback;

import org.jspecify.annotations.NullMarked;
