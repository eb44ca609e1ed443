/**
 * Pictures without a toolkit. Environments paint on a {@link org.palaestra.view.Canvas}; {@link
 * org.palaestra.view.Drawing} keeps what was painted, and a back end turns it into pixels.
 *
 * <p>The back end here is {@link org.palaestra.view.AwtCanvas}, a picture in memory that needs no
 * display; {@link org.palaestra.view.GifWriter} makes a film of such pictures. Both write text with
 * {@link org.palaestra.view.OutlineFont}, which brings its font along and serves other back ends as
 * well. Start with {@code Canvas} to paint, with {@code AwtCanvas} to look.
 */
@NullMarked
package org.palaestra.view;

import org.jspecify.annotations.NullMarked;
