/**
 * How the window draws scenes. {@link org.palaestra.render.skin.Show} is what the window and the
 * recorder use: it takes one moment after another, moves things smoothly between them, and dresses
 * them in skins.
 *
 * <p>A {@code Skin} draws one kind of thing, and a {@code Style} is what a game looks like: its
 * backdrop, its score and the skins of the kinds that it knows. Environments know nothing of this.
 * Whatever has no skin looks as its environment painted it.
 */
@NullMarked
package org.palaestra.render.skin;

import org.jspecify.annotations.NullMarked;
